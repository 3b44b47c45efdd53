"""`/metrics` of an ingest node."""

import time
from collections import Counter
from collections.abc import Callable, Iterator

from ingest.condition import Condition
from ingest.limits.wrong_keys import WrongKeys
from ingest.node import IngestNode
from ingest.origin.http.responses import ANY_ORIGIN, NEVER, Response, say
from ingest.origin.server import OriginServer
from runtime.metrics import CONTENT_TYPE, REFUSAL, Figures, may_scrape
from runtime.watchdog import Watchdog
from settings import Settings

_REFUSED = say(401, REFUSAL)
_NOBODYS = ""
"""A token that nobody has: whoever shows the right one is never made to wait."""


class Metrics:
    """Answers who asks the origin for them."""

    def __init__(
        self,
        settings: Settings,
        origin: OriginServer,
        node: IngestNode,
        condition: Condition,
        watchdog: Watchdog | None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._wrong = WrongKeys(clock)
        self._condition = condition
        self._settings = settings
        self._origin = origin
        self._node = node
        self._watchdog = watchdog

    def answer(self, address: str, head: bytes) -> Response:
        """`head`: of the request, its line and headers."""
        if not may_scrape(self._settings.metrics_token, address, _read_headers(head)):
            return self._refuse(address)
        response = Response(200, CONTENT_TYPE, NEVER, [self.collect().write()])
        response.head = response.head.replace(ANY_ORIGIN.encode(), b"")  # no page is to read it
        return response

    def _refuse(self, address: str) -> Response:
        """Once more, or not for a while: a token is not to be guessed."""
        if wait := self._wrong.wait(address, _NOBODYS):
            return say(429, "Too many tries without the right token.", headers=f"Retry-After: {wait}\r\n")
        self._wrong.note_wrong(address)
        return _REFUSED

    def collect(self) -> Figures:
        """All of this moment."""
        figures, origin, node = Figures(), self._origin, self._node
        figures.add_process(self._watchdog, self._settings.data_dir)
        figures.gauge("publishers", "Publishers whose media this node takes.", len(node.publishers))
        figures.gauge(
            "publishers_interrupted", "Publishers that were lost and are waited for.", node.publishers.interrupted
        )
        figures.gauge(
            "streams", "Streams that the origin holds; ended ones for some moments more.", len(origin.library)
        )
        figures.gauge(
            "packager_queued_bytes", "Media that FFmpeg has not taken yet, of all publishers.", origin.queued
        )
        connections = origin.connections()
        behind = [each for each in connections if each.is_behind]
        figures.gauge("hls_connections", "Open connections to the origin.", len(connections))
        figures.gauge("hls_connections_behind", "Those that take their answers too slowly.", len(behind))
        figures.gauge("hls_unread_bytes", "What those have not taken yet.", sum(each.unsent for each in behind))
        figures.counter("rtmp_received_bytes", "What came from encoders.", node.server.received)
        figures.counter("hls_sent_bytes", "What was answered by the origin, heads left out.", origin.sent)
        figures.histogram(
            "part_lateness_seconds", "How much later than it could have come each part of the source came.",
            origin.lateness,
        )  # fmt: skip
        self._add_renditions(figures)
        figures.gauge("callbacks_waiting", "Callbacks that web has not answered.", node.courier.waiting)
        recordings = node.recordings
        figures.gauge("recordings", "Streams being recorded.", 0 if recordings is None else recordings.under_way)
        figures.gauge(
            "uploads_waiting",
            "Runs of recordings of which something is not in the bucket yet.",
            0 if recordings is None else recordings.uploads_waiting,
        )
        figures.counter(
            "upload_failures",
            "Tries to send a recording that the bucket did not take.",
            0 if recordings is None else recordings.upload_failures,
        )
        refused = {
            (part, kind): float(count) for part, kinds in origin.refused.items() for kind, count in kinds.items()
        }
        figures.counter("refusals", "What was turned away or dropped at a limit.", refused, "part", "limit")
        problems = dict.fromkeys(origin.find_problems(), 1.0)
        figures.gauge("problem", "1 for each part that does not work now; /ready says what it is.", problems, "part")
        return figures

    def _add_renditions(self, figures: Figures) -> None:
        made = [making for _, maker in self._origin.list_makers() for making in maker.list_made()]
        count, behind = Counter[str](), dict[str, float]()
        for making in made:
            name = making.name
            count[name] += 1
            behind[name] = max(making.behind, behind.get(name, 0.0))
        figures.gauge(
            "renditions", "Streams of which a smaller picture, or sound in less, is made now.", count, "rung"
        )
        figures.gauge("rendition_behind_seconds", "How far the slowest is behind its source.", behind, "rung")
        speeds = self._condition.speeds
        figures.gauge("rendition_speed", "Seconds of show that the slowest makes in a second.", speeds, "rung")


def _read_headers(head: bytes) -> Iterator[tuple[bytes, bytes]]:
    for line in head.split(b"\r\n")[1:]:
        name, colon, value = line.partition(b":")
        if colon:
            yield name.strip().lower(), value.strip()
