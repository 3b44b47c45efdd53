"""A publisher's callbacks against the catalog, at times counted in seconds from one moment."""

from datetime import UTC, datetime, timedelta

from catalog.feeds.publishing import admit_publisher, note_stream_ended, note_stream_started
from catalog.feeds.shapes import Admission, PublisherChange
from catalog.livestreams.changes import Created
from contract.livestreams import Transition
from contract.publishing import digest_key

NOW = datetime(2026, 1, 31, 20, tzinfo=UTC)
GRACE = 30.0


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


async def enter(
    show: Created,
    session_id: str,
    at: float = 0,
    *,
    silence: float | None = None,
    replaces: str | None = None,
) -> Admission:
    return await admit_publisher(
        digest_key(show.stream_key),
        session_id,
        node="n1",
        client_ip="192.0.2.1",
        replaces=replaces,
        silence=lambda _: silence,
        now=after(at),
    )


async def begin(show: Created, session_id: str, at: float = 0, said: float | None = None) -> PublisherChange:
    moment = None if said is None else after(said)
    return await note_stream_started(
        digest_key(show.stream_key), session_id, node="n1", at=moment, grace=GRACE, now=after(at)
    )


async def end(
    show: Created, session_id: str, at: float, *, clean: bool, said: float | None = None
) -> PublisherChange:
    moment = None if said is None else after(said)
    return await note_stream_ended(
        digest_key(show.stream_key), session_id, at=moment, reason="closed", clean=clean, grace=GRACE, now=after(at)
    )


def words(transitions: list[Transition]) -> list[str]:
    return [line.type.removeprefix("livestream.") for line in transitions]
