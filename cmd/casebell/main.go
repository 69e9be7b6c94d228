// Command casebell is the assistant: the demo, the server, the terminal, and the tools of an editor.
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"

	"github.com/alecthomas/kong"
)

// Exit codes of the program.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Environ(), os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// commands is everything the program can be asked to do.
type commands struct {
	Demo    demoCommand    `cmd:"" help:"Everything on this machine, without any setting up: start here."`
	Serve   serveCommand   `cmd:"" help:"The real thing."`
	Ask     askCommand     `cmd:"" help:"Answer one question."`
	Chat    chatCommand    `cmd:"" help:"Talk in this terminal."`
	Faq     faqCommand     `cmd:"" help:"Check and measure the book of answers."`
	Config  configCommand  `cmd:"" help:"Check the configuration."`
	Version versionCommand `cmd:"" help:"Say which version this is."`
}

// streams is what a command reads from and writes to.
type streams struct {
	in       io.Reader
	out, err io.Writer
	env      []string // NAME=value
}

// errFailed says that a command has already told what went wrong.
var errFailed = errors.New("failed")

// run is the whole program but for the process around it.
func run(ctx context.Context, args []string, env []string, in io.Reader, out, errOut io.Writer) int {
	var cli commands
	exit := -1
	parser, err := kong.New(&cli,
		kong.Name("casebell"),
		kong.Description("A self-hosted chat assistant for questions about USCIS accounts and cases. Not official, no legal advice."),
		kong.Writers(out, errOut),
		kong.Exit(func(code int) { exit = code }),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(streams{in: in, out: out, err: errOut, env: env}),
	)
	if err != nil {
		panic(err) // the commands are part of the program
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	call, err := parser.Parse(args)
	switch {
	case exit >= 0: // --help has answered
		return exit
	case err != nil:
		fmt.Fprintf(errOut, "casebell: %v\nTry: casebell --help\n", err)
		return exitUsage
	}
	switch err := call.Run(); {
	case err == nil:
		return exitDone
	case errors.Is(err, errFailed):
		return exitFailed
	default:
		fmt.Fprintf(errOut, "casebell: %v\n", err)
		return exitFailed
	}
}

type configCommand struct {
	Check configCheck `cmd:"" help:"List every mistake, with its place."`
}

type configCheck struct {
	File string `arg:"" optional:"" help:"Configuration file (also CASEBELL_CONFIG)."`
}

func (c configCheck) Run(s streams) error {
	if _, err := loadConfig(c.File, s.env); err != nil {
		return err
	}
	fmt.Fprintln(s.out, "no mistakes")
	return nil
}

// version is set by the build: -ldflags "-X main.version=…".
var version = ""

type versionCommand struct{}

func (versionCommand) Run(s streams) error {
	v := version
	if info, ok := debug.ReadBuildInfo(); ok && v == "" {
		v = info.Main.Version
	}
	_, err := fmt.Fprintf(s.out, "casebell %s %s\n", cmp.Or(v, "(devel)"), runtime.Version())
	return err
}
