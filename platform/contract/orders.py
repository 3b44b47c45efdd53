"""The orders: what web answers a node's report with, the one way down. Web writes these shapes, ingest reads them.

A node passes over an order of a kind that it does not know: web may be newer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from contract.fields import Shape, check_finite
from contract.recordings import Range, check_recording


@dataclass(frozen=True, kw_only=True)
class Stop(Shape):
    """A session must end."""

    order: Literal["stop"] = "stop"
    session_id: str
    reason: str
    """`ended`, `lost`, `cancelled`, `deleted`, `taken_over`, `key_changed` or `unknown`."""
    message: str
    """For the artist."""


@dataclass(frozen=True, kw_only=True)
class Move(Shape):
    """A session's stream has another name at the origin from now on; under the old one there is nothing more."""

    order: Literal["move"] = "move"
    session_id: str
    playback_id: str


@dataclass(frozen=True, kw_only=True)
class Revocation(Shape):
    """A pass that is good no longer, though it was not to expire yet."""

    id: str
    """As the pass says it."""
    expires_at: int
    """Until when to remember it, in seconds since 1970."""


@dataclass(frozen=True, kw_only=True)
class Revoke(Shape):
    """Passes of a session's livestream have been taken back since what the node reported. `passes` is empty where it
    had heard of none, and there are none."""

    order: Literal["revoke"] = "revoke"
    session_id: str
    number: int
    """To report from now on; revocations are numbered within each livestream."""
    passes: list[Revocation]
    more: bool = False
    """There are others, which did not fit: the answer to the next report has them."""


@dataclass(frozen=True, kw_only=True)
class Gate(Shape):
    """A session's stream, or a recording, is for holders of passes from now on or, without a key, for everybody."""

    order: Literal["gate"] = "gate"
    session_id: str
    """Or the recording's name."""
    pass_key: str = field(repr=False)
    """As `Admitted.pass_key`."""


@dataclass(frozen=True, kw_only=True)
class Record(Shape):
    """A session's stream is to be recorded into this from now on; where it is empty, into nothing."""

    order: Literal["record"] = "record"
    session_id: str
    recording: str
    since: float = 0.0
    """From when on, in seconds since 1970, as far as the node still holds it."""


@dataclass(frozen=True, kw_only=True)
class Close(Shape):
    """Nothing follows in a recording; or something does after all, for its show is live again."""

    order: Literal["close"] = "close"
    recording: str
    over: bool = True


@dataclass(frozen=True, kw_only=True)
class Delete(Shape):
    """A recording is to be deleted for good, wherever it lies. The node says when it is: `Recorded.deleted`."""

    order: Literal["delete"] = "delete"
    recording: str
    leave: list[Range] = field(default_factory=list)
    """What clips that are kept need of it stays. Of two orders the last counts."""


Order = Stop | Move | Revoke | Gate | Record | Close | Delete


@dataclass(frozen=True, kw_only=True)
class Orders(Shape):
    """What the node must do now, in this order."""

    orders: list[Order]


def read_order(said: Mapping[str, Any]) -> Order | None:
    """One order; None: of a kind that came after this version.

    Raises:
        KeyError: something is missing.
        ValueError: something is not as it should be.
    """
    match said["order"]:
        case "stop":
            return Stop(session_id=str(said["session_id"]), reason=str(said["reason"]), message=str(said["message"]))
        case "move":
            return Move(session_id=str(said["session_id"]), playback_id=str(said["playback_id"]))
        case "revoke":
            passes = [Revocation(id=str(each["id"]), expires_at=int(each["expires_at"])) for each in said["passes"]]
            more = bool(said.get("more", False))
            return Revoke(session_id=str(said["session_id"]), number=int(said["number"]), passes=passes, more=more)
        case "gate":
            return Gate(session_id=str(said["session_id"]), pass_key=str(said["pass_key"]))
        case "record":
            return Record(
                session_id=str(said["session_id"]),
                recording=check_recording(str(said["recording"])) if said["recording"] else "",
                since=check_finite(float(said.get("since", 0.0))),
            )
        case "close":
            return Close(recording=check_recording(str(said["recording"])), over=bool(said["over"]))
        case "delete":
            left = [
                Range(begins_ms=int(one["begins_ms"]), ends_ms=int(one["ends_ms"])) for one in said.get("leave", [])
            ]
            return Delete(recording=check_recording(str(said["recording"])), leave=left)
        case _:
            return None
