"""What a node tells web of a recording."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from contract.moments import to_rfc3339
from contract.recordings import Range, Recorded
from ingest.recording.disk.segment import Seam
from ingest.recording.showing.listing import Listing


class Teller:
    """`tell` takes it to web, and never fails."""

    def __init__(self, tell: Callable[[Recorded], None], node: str, media_url: str | None, bucket: str = "") -> None:
        """`bucket`: the fingerprint of the shared store; empty: there is none."""
        self._tell = tell
        self._bucket = bucket
        self._node, self._media_url = node, media_url

    def tell(self, recording: str, listing: Listing, *, over: bool, missed: bool = False) -> None:
        """How much of it there is. `over`: nothing is added. `missed`: not all could be kept, as a gap in what there
        is says as well."""
        recorded = Recorded(
            recording=recording,
            node=self._node,
            media_url=self._media_url,
            begins_at=write_moment(listing.begins_ms),
            duration_ms=round(listing.seconds * 1000),
            bytes=listing.size,
            over=over,
            missed=missed or any(each.seam in (Seam.MISSED, Seam.FULL) for each in listing.segments),
        )
        self._tell(recorded)

    def tell_deleted(self, recording: str, left: Sequence[Range] = ()) -> None:
        """There is nothing left of it, but for what clips need."""
        told = Recorded(recording=recording, node=self._node, deleted=True, bucket=self._bucket, left=list(left))
        self._tell(told)


def write_moment(milliseconds: int | None) -> str | None:
    """As the contract has it; since 1970."""
    return None if milliseconds is None else to_rfc3339(datetime.fromtimestamp(milliseconds / 1000, UTC))
