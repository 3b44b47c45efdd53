"""Transitions: what was committed goes, in the log's order, to every socket that it concerns."""

from collections.abc import Callable, Sequence

from contract.gates import read_gate, read_replay_gate
from contract.livestreams import Transition
from live.audience import Audience
from live.channels.kinds import KINDS
from live.store import Store
from realtime.board import Board, Listing
from realtime.bus.bus import Bus
from realtime.follower import Follower
from realtime.hub import Hub
from realtime.render import render_line, render_livestream
from realtime.replay import Replay
from realtime.sockets.sse import cursor_text


def _gates(entry: Listing) -> tuple[int, int]:
    return read_gate(entry.livestream), read_replay_gate(entry.livestream)


class Delivery:
    """Follows the log on the board, and tells this process's sockets. `delivered` hears of each line afterwards."""

    def __init__(
        self,
        hub: Hub,
        board: Board,
        audience: Audience,
        store: Store,
        bus: Bus,
        delivered: Callable[[Transition], None],
    ) -> None:
        self._hub = hub
        self._board = board
        self._audience = audience
        self._store = store
        self._bus = bus
        self._delivered = delivered
        self.follower = Follower(board, self._deliver, self._read_after)
        self.replay = Replay(board, audience.tell_counts)
        bus.on("transition", lambda message: self.follower.offer(Transition.from_message(message)))

    async def announce(self, lines: Sequence[Transition]) -> None:
        """Deliver what was just committed, here and to the other processes."""
        for line in lines:
            self._bus.publish(line.to_message())
            self.follower.offer(line)

    async def find(self, livestream_id: str) -> Listing | None:
        """A livestream from the board, else from the database."""
        return self._board.get(livestream_id) or await self._read(livestream_id)

    async def _read(self, livestream_id: str) -> Listing | None:
        read = await self._store.read_livestream(livestream_id)
        if read is None:
            return self._board.get(livestream_id)
        # The board may have moved past what was read; it knows better then.
        return self._board.put(livestream_id, Listing(read.seq, read.entries[0]))

    async def _read_after(self, seq: int) -> Sequence[Transition]:
        return await self._store.read_after(seq)

    def _deliver(self, transition: Transition, before: Listing | None) -> None:
        livestream_id = transition.livestream_id
        entry = self._board.get(livestream_id) or Listing(transition.seq, transition)
        if _gates(entry) != (_gates(before) if before is not None else (0, 0)):
            # Who may watch has changed, or may have where the board had forgotten the livestream: every socket comes
            # back and is asked anew before it hears more.
            self._hub.close_channel(livestream_id, 1012, "access changed: reconnect")
        if transition.type == "livestream.live":
            self._audience.note_peak(livestream_id)
        for kind in KINDS:
            for channel in self._hub.outlets(kind.name(livestream_id, entry.artist_id)):
                payload = self._render(transition, entry, kind.view, channel.origin)
                frame = channel.wrap(payload, cursor_text(self._board.epoch, transition.seq))
                channel.send_numbered(frame, transition.seq)
        if transition.type == "livestream.deleted":
            self._hub.close_channel(livestream_id, 4404, "this livestream was deleted")
            self._audience.forget(livestream_id)
        self._delivered(transition)

    def _render(self, transition: Transition, entry: Listing, view: str, origin: bytes) -> bytes:
        """For those who reach the HLS origin as `origin`."""
        if entry.seq != transition.seq:
            return self.replay.render(transition, view, origin)  # the board was read from the database after it
        # The usual case; the entry's encodings serve the snapshots too.
        counts = self._audience.tell_counts(transition.livestream_id, entry.livestream)
        body = render_livestream(entry, view, counts, origin)
        return render_line(transition, self._board.epoch, body, transition.about, view, origin)
