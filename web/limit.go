package web

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// A Limiter gives everyone a share: so many at once, and so many a second after that.
type Limiter struct {
	rate  rate.Limit
	burst int
	now   func() time.Time

	mu    sync.Mutex
	known map[string]*share
}

type share struct {
	limiter *rate.Limiter
	used    time.Time
}

// maxShares bounds the memory of a limiter. When it is reached those that were not used for longest are forgotten, which
// gives them a full share: a limit, not a promise.
const maxShares = 10000

// NewLimiter makes a limiter. A rate of 0 limits nobody.
func NewLimiter(perSecond float64, burst int, now func() time.Time) *Limiter {
	return &Limiter{rate: rate.Limit(perSecond), burst: burst, now: now, known: map[string]*share{}}
}

// Allow takes one from a share, if there is one left.
func (l *Limiter) Allow(who string) bool {
	if l.rate == 0 {
		return true
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	s := l.known[who]
	if s == nil {
		if len(l.known) >= maxShares {
			l.forget(now)
		}
		s = &share{limiter: rate.NewLimiter(l.rate, l.burst)}
		l.known[who] = s
	}
	s.used = now
	return s.limiter.AllowN(now, 1)
}

// forget drops the shares that have filled up again since they were used, and if there are none, all.
func (l *Limiter) forget(now time.Time) {
	full := time.Duration(float64(l.burst) / float64(l.rate) * float64(time.Second))
	for who, s := range l.known {
		if now.Sub(s.used) > full {
			delete(l.known, who)
		}
	}
	if len(l.known) >= maxShares {
		clear(l.known)
	}
}

// Proxies are the addresses of the proxies in front of the program. Only what they say about who is behind them is believed.
type Proxies []netip.Prefix

// Address is the network address of whoever sent a request: a single one, or for IPv6 the network of one subscriber (/64).
func (p Proxies) Address(r *http.Request) string {
	addr := remote(r)
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && p.trust(addr); i-- {
		next, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		addr = next.Unmap()
	}
	if addr.Is6() {
		if network, err := addr.Prefix(64); err == nil {
			return network.String()
		}
	}
	return addr.String()
}

func (p Proxies) trust(addr netip.Addr) bool {
	for _, prefix := range p {
		if prefix.Contains(addr) {
			return true
		}
	}
	return false
}

func remote(r *http.Request) netip.Addr {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	addr, _ := netip.ParseAddr(host)
	return addr.Unmap()
}
