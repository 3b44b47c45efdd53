"""What Prometheus is told, and who may ask. All is read when it asks, from counters that are there anyway: nothing
here runs in between.

Labels have few values: parts, kinds and classes, never a stream, an account or an address.
"""

import contextlib
import hmac
import shutil
from collections.abc import Iterable, Iterator, Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Final

from prometheus_client import CONTENT_TYPE_LATEST, ProcessCollector, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from runtime.histogram import Histogram
from runtime.watchdog import Watchdog
from settings.addresses import plain_address

CONTENT_TYPE: Final = CONTENT_TYPE_LATEST
PREFIX: Final = "encryptedmedia_"
REFUSAL: Final = "Only Prometheus may: from this machine or, where METRICS_TOKEN is set, with it as Bearer."

_RELAYED: Final = {b"forwarded", b"origin", b"via", b"x-forwarded-for", b"x-real-ip"}
"""What proxies and browsers send: whoever asks through one on this machine may be anybody."""

Values = float | Mapping[str, float] | Mapping[tuple[()], float] | Mapping[tuple[str, str], float]
"""One, or one for each value of a label or of two."""


class Figures(Collector):
    """What one answer says."""

    def __init__(self) -> None:
        self._families: list[Metric] = []

    def gauge(self, name: str, about: str, values: Values, *labels: str) -> None:
        """A number that goes up and down; with `labels`, one for each of their values."""
        self._add(GaugeMetricFamily(PREFIX + name, about, labels=labels), values)

    def counter(self, name: str, about: str, values: Values, *labels: str) -> None:
        """A number since the process began; `_total` is put behind its name."""
        self._add(CounterMetricFamily(PREFIX + name, about, labels=labels), values)

    def histogram(self, name: str, about: str, values: Histogram | None) -> None:
        """How often something took how long; None: it is not measured."""
        family = HistogramMetricFamily(PREFIX + name, about)
        self._families.append(family)
        if values is not None:
            family.add_metric([], [*values.list_buckets()], values.total)

    def add_process(self, watchdog: Watchdog | None, folder: Path) -> None:
        """What every process has: its event loop, as far as that is watched, and the disk under `folder`."""
        stalls, longest = (0, 0.0) if watchdog is None else (watchdog.stalls, watchdog.longest)
        self.counter("event_loop_stalls", "Turns of the event loop that took over LOG_STALLS of CPU.", stalls)
        self.gauge("event_loop_longest_stall_seconds", "CPU time of the longest of them.", longest)
        lag = None if watchdog is None else watchdog.lag
        self.histogram("event_loop_lag_seconds", "What whoever is due waits for their turn.", lag)
        free: dict[tuple[()], float] = {}
        with contextlib.suppress(OSError):  # no folder: then nothing is kept there
            free[()] = shutil.disk_usage(folder).free
        self.gauge("disk_free_bytes", "Room where DATA_DIR is.", free)

    def collect(self) -> Iterator[Metric]:
        yield from self._families
        yield from ProcessCollector(registry=None).collect()

    def write(self) -> bytes:
        """The answer."""
        return generate_latest(self)

    def _add(self, family: GaugeMetricFamily | CounterMetricFamily, values: Values) -> None:
        self._families.append(family)
        if isinstance(values, Mapping):
            for labels, value in values.items():
                family.add_metric([labels] if isinstance(labels, str) else labels, value)
        else:
            family.add_metric([], values)


def may_scrape(token: str, peer: str | None, headers: Iterable[tuple[bytes, bytes]]) -> bool:
    """Whether this request may have the figures: with the token or, where there is none, from this machine itself.
    `headers` carry lower-case names."""
    said = dict(headers)
    if token:
        scheme, _, shown = said.get(b"authorization", b"").partition(b" ")
        return scheme.lower() == b"bearer" and hmac.compare_digest(shown.strip(), token.encode())
    try:
        local = ip_address(plain_address(peer or "")).is_loopback
    except ValueError:
        return False
    return local and not _RELAYED & said.keys()
