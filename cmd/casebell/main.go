// Command casebell is the assistant: the demo, the server, the terminal, and the tools of an editor.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
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
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr))
}

// commands is everything the program can be asked to do.
type commands struct {
	Faq faqCommand `cmd:"" help:"Check and measure the book of answers."`
}

// streams is what a command reads from and writes to.
type streams struct {
	in       io.Reader
	out, err io.Writer
	env      func(string) string
}

// errFailed says that a command has already told what went wrong.
var errFailed = errors.New("failed")

// run is the whole program but for the process around it.
func run(ctx context.Context, args []string, env func(string) string, in io.Reader, out, errOut io.Writer) int {
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
