"""What the server counts, as Prometheus reads it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Flask
from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

_SECONDS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)


class Metrics:
    """The counters of one application."""

    def __init__(self, app: Flask) -> None:
        self._registry = CollectorRegistry()
        self._registry.register(_Parts(app))
        ProcessCollector(registry=self._registry)
        self._requests = Counter(
            "chancery_requests", "Requests, by where they went and how they ended.", ("place", "status"),
            registry=self._registry,
        )  # fmt: skip
        self._seconds = Histogram(
            "chancery_request_seconds", "Seconds until the first byte of an answer.", ("place",),
            buckets=_SECONDS, registry=self._registry,
        )  # fmt: skip

    def count(self, place: str, status: int, seconds: float) -> None:
        """Counts a request."""
        self._requests.labels(place, str(status)).inc()
        self._seconds.labels(place).observe(seconds)

    def text(self) -> bytes:
        """All of it, in Prometheus' text format."""
        return generate_latest(self._registry)


class _Parts(Collector):
    """Reads what the parts of an application count themselves."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def collect(self) -> Iterable[Metric]:
        """The numbers as they are now."""
        parts: dict[str, Any] = self._app.extensions
        cache, shelf, pool, updater = (parts[name] for name in ("cache", "shelf", "pool", "updater"))
        for name, words, value in (
            ("cache_hits", "Answers that came from memory.", cache.hits),
            ("cache_misses", "Answers that were not in memory.", cache.misses),
            ("disk_cache_hits", "Answers that came from disk.", shelf.hits),
            ("queries_ended", "Queries that were ended before they were done.", pool.ended),
            ("updates", "Updates that made a new version.", updater.made),
        ):
            yield CounterMetricFamily(f"chancery_{name}", words, value=value)
        for name, words, value in (
            ("cache_bytes", "Bytes of answers in memory.", cache.size),
            ("disk_cache_bytes", "Bytes of answers on disk.", shelf.size),
            ("queries_running", "Queries that run.", pool.queue.running),
            ("queries_waiting", "Queries that wait for their turn.", pool.queue.waiting),
        ):
            yield GaugeMetricFamily(f"chancery_{name}", words, value=value)
