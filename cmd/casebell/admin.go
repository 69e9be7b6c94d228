package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"casebell"
	"casebell/store"
)

// The storage has one process at a time. So a command that needs it asks the running server through a socket beside the
// storage's file, and opens the file itself where none runs.

// maxSocket is the longest name of a socket in bytes, the end of the string included (unix(7): 108).
const maxSocket = 107

// socketOf is where the server of a storage listens: beside the storage's file and named like it. Where that is too long a
// name for a socket, it is in the folder for temporary files, under a name made from it.
func socketOf(c config) string {
	file := store.File(c.Store)
	socket := strings.TrimSuffix(file, filepath.Ext(file)) + ".sock"
	if len(socket) < maxSocket {
		return socket
	}
	if whole, err := filepath.Abs(socket); err == nil {
		socket = whole // a command may run in another folder
	}
	sum := sha256.Sum256([]byte(socket))
	return filepath.Join(os.TempDir(), "casebell-"+hex.EncodeToString(sum[:8])+".sock")
}

// serveAdmin answers commands until the returned function is called. Only the owner of the socket may connect.
func serveAdmin(c config, records casebell.Records, log *slog.Logger) (func(), error) {
	socket := socketOf(c)
	if err := os.Remove(socket); err != nil && !errors.Is(err, os.ErrNotExist) { // of a run that was killed; the storage is ours
		return nil, err
	}
	listener, err := net.Listen("unix", socket)
	if err != nil {
		return nil, fmt.Errorf("cannot listen for commands: %w", err)
	}
	if err := os.Chmod(socket, 0o600); err != nil {
		return nil, errors.Join(err, listener.Close())
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /votes", func(w http.ResponseWriter, r *http.Request) {
		votes, err := tally(r.Context(), records)
		if err != nil {
			log.Error("votes not read", "err", err)
			http.Error(w, "the storage cannot be read", http.StatusInternalServerError)
			return
		}
		_ = json.NewEncoder(w).Encode(votes) // a command that has gone needs no answer
	})
	server := &http.Server{Handler: mux, ReadHeaderTimeout: readHeaderWithin}
	go func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			log.Error("commands are not heard any more", "err", err)
		}
	}()
	return func() { server.Close() }, nil
}

func tally(ctx context.Context, records casebell.Records) (votes map[string]casebell.Tally, err error) {
	err = records.View(ctx, func(tx casebell.Tx) (err error) {
		votes, err = tx.Tally()
		return err
	})
	return votes, err
}

// askServer asks the running server. The answer is false where none runs.
func askServer(ctx context.Context, c config, path string, into any) (bool, error) {
	client := &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "unix", socketOf(c))
	}}}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://casebell"+path, nil)
	if err != nil {
		return false, err
	}
	resp, err := client.Do(req)
	if err != nil {
		return false, nil // nobody listens: the command opens the file, and says so if it cannot
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		message, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<10))
		return true, fmt.Errorf("the server says: %s", message)
	}
	return true, json.NewDecoder(resp.Body).Decode(into)
}
