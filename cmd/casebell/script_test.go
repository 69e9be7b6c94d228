package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain makes the test binary the program, where it is called by one of these names.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"casebell": main, fullDisk: mainOnFullDisk})
}

// fullDisk is the program on a disk that is full as soon as the process gets SIGUSR1.
const fullDisk = "casebell-full-disk"

func mainOnFullDisk() {
	full := make(chan os.Signal, 1)
	signal.Notify(full, syscall.SIGUSR1)
	go func() {
		<-full
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{}); err != nil {
			panic(err)
		}
	}()
	main()
}

// stopBy is how long a stop may take, by section 9 of the design.
const stopBy = 10 * time.Second

// TestScript runs the program as people do. The scripts are in testdata/script; each has the small book of testdata/book
// as its folder "book". Their commands, beside those of testscript:
//
//	exits CODE program arg…       runs a program that ends with this code
//	json PATH [PATTERN]           stdout is JSON and has a value at PATH ("near.0.topic"), which matches; ! where it has none
//	keys PATH KEY…                the object at PATH has exactly these keys, in order of the alphabet; "." is the whole
//	lines N                       stdout has so many lines
//	start NAME program arg…       starts a program, with NAME.out and NAME.err as its output and an input that stays open
//	await FILE PATTERN [VAR]      waits until a file matches, and puts the first group into a variable
//	interrupt NAME                interrupts a program: it ends within ten seconds, with code 0
//	crash NAME                    kills it
//	port VAR                      finds a free port
//	hold VAR                      takes a port, and keeps it until the script ends
//	visit URL                     opens the web chat as a new visitor; stdout is the conversation
//	say TEXT, press LABEL         go on with it
//	get URL [STATUS]              fetches a page; stdout is its body
//	stream URL                    opens a stream of events and leaves it open
//	half URL                      sends half a request and leaves the rest
//	empty DIR                     a folder is empty
//	bytes FILE N TEXT             makes a file of N times TEXT
//	mode FILE PERMISSIONS         a file has these permissions, octal
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"), RequireExplicitExec: true, RequireUniqueNames: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("GORACE", "atexit_sleep_ms=0") // by default each process of a binary with the race detector waits a second
			env.Values[theProcesses{}] = map[string]*process{}
			env.Values[theVisitor{}] = newVisitor()
			return os.CopyFS(filepath.Join(env.WorkDir, "book"), os.DirFS(book))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "json": jsonCommand, "keys": keysCommand, "lines": lines,
			"start": start, "await": await, "interrupt": interrupt, "crash": crash, "port": port, "hold": hold,
			"visit": visit, "say": say, "press": press, "get": get, "stream": stream, "half": half, "empty": empty, "bytes": makeBytes, "mode": mode,
		},
	})
}

// usage fails a script that calls a command wrongly.
func usage(ts *testscript.TestScript, ok bool, how string) {
	if !ok {
		ts.Fatalf("usage: %s", how)
	}
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, !neg && len(args) >= 2, "exits CODE program arg…")
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	switch err := ts.Exec(args[1], args[2:]...); {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("it ended with %d, want %d", got, want)
	}
}

// valueAt finds what is at a path in the JSON of stdout.
func valueAt(ts *testscript.TestScript, path string) (any, bool) {
	dec := json.NewDecoder(strings.NewReader(ts.ReadFile("stdout")))
	var v any
	ts.Check(dec.Decode(&v))
	if _, err := dec.Token(); err != io.EOF {
		ts.Fatalf("stdout holds more than one JSON value")
	}
	if path == "." {
		return v, true
	}
	for step := range strings.SplitSeq(path, ".") {
		switch in := v.(type) {
		case map[string]any:
			inner, ok := in[step]
			if !ok {
				return nil, false
			}
			v = inner
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(in) {
				return nil, false
			}
			v = in[i]
		default:
			return nil, false
		}
	}
	return v, true
}

func jsonCommand(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, len(args) == 2 || len(args) == 1, "json PATH [PATTERN]")
	v, ok := valueAt(ts, args[0])
	if ok && len(args) == 2 {
		text, isText := v.(string)
		if !isText {
			data, err := json.Marshal(v)
			ts.Check(err)
			text = string(data)
		}
		pattern, err := regexp.Compile(`^(?s:` + args[1] + `)$`)
		ts.Check(err)
		if ok = pattern.MatchString(text); ok == neg {
			ts.Fatalf("%s is %q", args[0], text)
		}
		return
	}
	if ok == neg {
		ts.Fatalf("there is a value at %s: %t", args[0], ok)
	}
}

func keysCommand(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, !neg && len(args) >= 1, "keys PATH KEY…")
	v, _ := valueAt(ts, args[0])
	object, ok := v.(map[string]any)
	if !ok {
		ts.Fatalf("there is no object at %s", args[0])
	}
	if got := slices.Sorted(maps.Keys(object)); !slices.Equal(got, args[1:]) {
		ts.Fatalf("the keys of %s are %q, want %q", args[0], got, args[1:])
	}
}

func lines(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, !neg && len(args) == 1, "lines N")
	if got := strconv.Itoa(strings.Count(ts.ReadFile("stdout"), "\n")); got != args[0] {
		ts.Fatalf("stdout has %s lines", got)
	}
}

// A process is a program in the background.
type process struct {
	cmd  *exec.Cmd
	done chan error // gets what Wait said, once
}

type (
	theProcesses struct{} // the key of the processes of a script
	theVisitor   struct{} // the key of its visitor
)

func start(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, !neg && len(args) >= 2, "start NAME program arg…")
	path, err := exec.LookPath(args[1])
	ts.Check(err)
	p := &process{cmd: exec.Command(path, args[2:]...), done: make(chan error, 1)}
	p.cmd.Dir = ts.MkAbs(".")
	for _, name := range []string{"HOME", "TMPDIR", "GORACE", "WORK"} {
		p.cmd.Env = append(p.cmd.Env, name+"="+ts.Getenv(name))
	}
	for _, name := range append(slices.Collect(maps.Keys(variables)), configVariable) {
		if value := ts.Getenv(name); value != "" {
			p.cmd.Env = append(p.cmd.Env, name+"="+value)
		}
	}
	out, err := os.Create(ts.MkAbs(args[0] + ".out"))
	ts.Check(err)
	defer out.Close()
	errOut, err := os.Create(ts.MkAbs(args[0] + ".err"))
	ts.Check(err)
	defer errOut.Close()
	p.cmd.Stdout, p.cmd.Stderr = out, errOut
	_, err = p.cmd.StdinPipe()
	ts.Check(err)
	ts.Check(p.cmd.Start())
	go func() { p.done <- p.cmd.Wait() }()
	known := ts.Value(theProcesses{}).(map[string]*process)
	known[args[0]] = p
	ts.Defer(func() {
		if known[args[0]] == p { // the script failed before it stopped it
			p.cmd.Process.Kill()
			<-p.done
		}
	})
}

// started finds a process of the script.
func started(ts *testscript.TestScript, name string) *process {
	known := ts.Value(theProcesses{}).(map[string]*process)
	p := known[name]
	if p == nil {
		ts.Fatalf("%s was not started", name)
	}
	return p
}

func interrupt(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, !neg && len(args) == 1, "interrupt NAME")
	p := started(ts, args[0])
	ts.Check(p.cmd.Process.Signal(os.Interrupt))
	select {
	case err := <-p.done:
		delete(ts.Value(theProcesses{}).(map[string]*process), args[0])
		if err != nil {
			ts.Fatalf("%s ended with: %v\n%s", args[0], err, ts.ReadFile(args[0]+".err"))
		}
	case <-time.After(stopBy):
		ts.Fatalf("%s did not end within %s", args[0], stopBy)
	}
}

func crash(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, !neg && len(args) == 1, "crash NAME")
	p := started(ts, args[0])
	ts.Check(p.cmd.Process.Kill())
	<-p.done
	delete(ts.Value(theProcesses{}).(map[string]*process), args[0])
}

// eventually asks again and again until it is so.
func eventually(so func() bool) bool {
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		if so() {
			return true
		}
	}
	return so()
}

func await(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, !neg && (len(args) == 2 || len(args) == 3), "await FILE PATTERN [VAR]")
	pattern, err := regexp.Compile(`(?m)` + args[1])
	ts.Check(err)
	var found []string
	if !eventually(func() bool {
		found = pattern.FindStringSubmatch(ts.ReadFile(args[0]))
		return found != nil
	}) {
		ts.Fatalf("%s never matched %s:\n%s", args[0], args[1], ts.ReadFile(args[0]))
	}
	if len(args) == 3 {
		ts.Setenv(args[2], found[1])
	}
}

// take listens on a port that nobody has.
func take() (net.Listener, string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, "", err
	}
	_, number, err := net.SplitHostPort(l.Addr().String())
	return l, number, err
}

func port(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, !neg && len(args) == 1, "port VAR")
	l, number, err := take()
	ts.Check(err)
	ts.Check(l.Close())
	ts.Setenv(args[0], number)
}

func hold(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, !neg && len(args) == 1, "hold VAR")
	l, number, err := take()
	ts.Check(err)
	ts.Defer(func() { l.Close() })
	ts.Setenv(args[0], number)
}

// onScreen writes the conversation of the script's visitor to stdout.
func onScreen(ts *testscript.TestScript, err error) {
	ts.Check(err)
	_, err = io.WriteString(ts.Stdout(), ts.Value(theVisitor{}).(*visitor).talk())
	ts.Check(err)
}

func visit(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, !neg && len(args) == 1, "visit URL")
	v := ts.Value(theVisitor{}).(*visitor)
	*v = *newVisitor()
	onScreen(ts, v.open(args[0]))
}

func say(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, !neg && len(args) == 1, "say TEXT")
	onScreen(ts, ts.Value(theVisitor{}).(*visitor).say(args[0]))
}

func press(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, !neg && len(args) == 1, "press LABEL")
	onScreen(ts, ts.Value(theVisitor{}).(*visitor).press(args[0]))
}

func get(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, !neg && (len(args) == 1 || len(args) == 2), "get URL [STATUS]")
	resp, err := (&http.Client{Timeout: patience}).Get(args[0])
	ts.Check(err)
	defer resp.Body.Close()
	_, err = io.Copy(ts.Stdout(), resp.Body)
	ts.Check(err)
	if want := append(args, "200")[1]; strconv.Itoa(resp.StatusCode) != want {
		ts.Fatalf("%s, want %s", resp.Status, want)
	}
}

func stream(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, !neg && len(args) == 1, "stream URL")
	resp, err := ts.Value(theVisitor{}).(*visitor).client.Get(args[0])
	ts.Check(err)
	ts.Defer(func() { resp.Body.Close() })
	begin := make([]byte, len("event: hello"))
	_, err = io.ReadFull(resp.Body, begin)
	ts.Check(err)
	if string(begin) != "event: hello" {
		ts.Fatalf("the stream begins with %q", begin)
	}
}

func half(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, !neg && len(args) == 1, "half URL")
	at, err := url.Parse(args[0])
	ts.Check(err)
	conn, err := net.Dial("tcp", at.Host)
	ts.Check(err)
	ts.Defer(func() { conn.Close() })
	_, err = fmt.Fprintf(conn, "POST /say HTTP/1.1\r\nHost: %s\r\nContent-Length: 100\r\nExpect: 100-continue\r\n"+
		"Content-Type: application/x-www-form-urlencoded\r\n\r\n", at.Host)
	ts.Check(err)
	begin := make([]byte, len("HTTP/1.1 100"))
	_, err = io.ReadFull(conn, begin) // the server reads the body
	ts.Check(err)
	if string(begin) != "HTTP/1.1 100" {
		ts.Fatalf("the server answers %q", begin)
	}
}

func empty(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, !neg && len(args) == 1, "empty DIR")
	entries, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	if len(entries) > 0 {
		ts.Fatalf("it holds %v", entries)
	}
}

func makeBytes(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, !neg && len(args) == 3, "bytes FILE N TEXT")
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	text, err := strconv.Unquote(`"` + args[2] + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), bytes.Repeat([]byte(text), n), 0o600))
}

func mode(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, !neg && len(args) == 2, "mode FILE PERMISSIONS")
	info, err := os.Stat(ts.MkAbs(args[0]))
	ts.Check(err)
	if got := fmt.Sprintf("%o", info.Mode().Perm()); got != args[1] {
		ts.Fatalf("%s has %s, want %s", args[0], got, args[1])
	}
}
