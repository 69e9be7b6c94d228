# make run | test | bench | lint | image     (see CONTRIBUTING.md)

GO ?= go
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo devel)
# The race detector needs a C compiler.
RACE := $(shell command -v gcc >/dev/null 2>&1 && echo -race)

.PHONY: run test bench lint tools image build

run: ## the demo
	$(GO) run ./cmd/casebell demo

build: ## one static binary in bin/
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags "-s -w -X main.version=$(VERSION)" -o bin/casebell ./cmd/casebell

test: tools ## all tests; what cannot be installed is skipped with a sentence, and fails where CI=true
	$(GO) vet ./...
	test -z "$$(gofmt -l .)" || { gofmt -l .; echo "run gofmt -w on these"; exit 1; }
	$(GO) test $(RACE) ./...

tools: ## what the tests need from Debian, where this machine may install it
	@command -v chromium >/dev/null || { command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ] && \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null; } || \
		echo "Chromium is not installed, so the tests in a real browser are skipped: apt-get install chromium"

bench: ## the measured claims, each beside a floor
	$(GO) run ./cmd/bench

lint: ## needs golangci-lint
	@command -v golangci-lint >/dev/null || { echo "golangci-lint is not installed: go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@latest"; exit 1; }
	golangci-lint run ./...

# What the image holds beside the binary: certificates of this machine, Go's time zones, and a data folder that the image's
# user owns.
image: build ## the image, by buildah or docker
	rm -rf bin/image && mkdir -p bin/image/etc/ssl/certs bin/image/usr/share bin/image/data bin/image/tmp
	chmod 1777 bin/image/tmp
	cp /etc/ssl/certs/ca-certificates.crt bin/image/etc/ssl/certs/
	cp "$$($(GO) env GOROOT)/lib/time/zoneinfo.zip" bin/image/usr/share/
	@if command -v buildah >/dev/null; then buildah bud --isolation chroot --storage-driver vfs -f Dockerfile -t casebell:$(VERSION) . ; \
	elif command -v docker >/dev/null; then docker build -t casebell:$(VERSION) . ; \
	else echo "neither buildah nor docker is installed: apt-get install buildah"; exit 1; fi
