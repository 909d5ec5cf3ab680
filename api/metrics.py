"""Metrics for Prometheus. Their labels have few values, whatever callers send."""

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, Info, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric, SummaryMetricFamily
from prometheus_client.registry import Collector

import extraction
from services import extracting
from store.models import Article

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """The metrics of one application, counted since it started."""

    def __init__(self, version: str) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "communique_http_requests",
            "Answered requests; the route is none if no route matched.",
            ["method", "route", "status"],
            registry=self._registry,
        )
        self._seconds = Histogram(
            "communique_http_request_seconds",
            "How long requests took, until the last byte was handed over.",
            ["method", "route"],
            registry=self._registry,
        )
        self._facts = Counter(
            "communique_facts_stored", "Facts that were stored over HTTP, by kind.", ["kind"], registry=self._registry
        )
        self._deliveries = Counter(
            "communique_webhook_attempts",
            "Attempts to deliver changes to webhooks, by outcome: delivered, failed or parked.",
            ["outcome"],
            registry=self._registry,
        )
        build = Info("communique_build", "What is running.", registry=self._registry)
        build.info({"version": version, "engine": extraction.ENGINE})
        self._registry.register(_Extraction())

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request."""
        self._requests.labels(method, route, status).inc()
        self._seconds.labels(method, route).observe(seconds)

    def stored(self, article: Article) -> None:
        """Count the facts of a new article, which must be loaded like a brief."""
        for kind in ("appearances", "quotes", "events", "positions"):
            self._facts.labels("actors" if kind == "appearances" else kind).inc(len(getattr(article, kind)))

    def delivery(self, _webhook_id: str, outcome: str) -> None:
        """Count an attempt to deliver a change to a webhook."""
        self._deliveries.labels(outcome).inc()

    def render(self) -> bytes:
        """Return the metrics in Prometheus' text format."""
        return generate_latest(self._registry)


class _Extraction(Collector):
    def collect(self) -> Iterator[Metric]:
        work = extracting.WORK
        seconds = "How long extractions took, without the time they waited for each other."
        yield SummaryMetricFamily(
            "communique_extraction_seconds", seconds, count_value=work.done, sum_value=work.seconds
        )
        yield GaugeMetricFamily("communique_extraction_queue", "Extractions that wait for their turn.", work.waiting)
