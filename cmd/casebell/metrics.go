package main

import (
	"context"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"casebell/bot"
	"casebell/intent"
)

// metrics are counts and times without a word of what was said or by whom.
type metrics struct {
	registry *prometheus.Registry
	answers  *prometheus.CounterVec
	seconds  prometheus.Histogram
}

func newMetrics() *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		answers: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "casebell_answers_total", Help: "Messages answered, by platform and by what was found (the kinds of casebell ask --json, or error).",
		}, []string{"platform", "kind"}),
		seconds: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "casebell_answer_seconds", Help: "Time to find and word an answer, without its delivery.",
			Buckets: []float64{.0002, .0005, .001, .002, .005, .01, .02, .05, .1, .5, 2},
		}),
	}
	m.registry.MustRegister(m.answers, m.seconds, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// count puts the metrics before a router.
func (m *metrics) count(r *intent.Router) bot.Handler {
	return bot.HandlerFunc(func(ctx context.Context, msg bot.Message) (bot.Reply, error) {
		began := time.Now()
		found := r.Route(ctx, msg)
		reply, err := found.Handle(ctx, msg)
		kind := string(found.Kind)
		if err != nil {
			kind = "error"
		}
		m.answers.WithLabelValues(msg.Chat.Platform, kind).Inc()
		m.seconds.Observe(time.Since(began).Seconds())
		return reply, err
	})
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}
