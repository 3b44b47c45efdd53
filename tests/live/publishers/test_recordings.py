"""What a node is told of recordings: to make them, for whom they are, that nothing follows, to delete them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from catalog.feeds.shapes import Standing
from catalog.gates.passes import Revoked, derive_replay_key
from contract.callbacks import ReportedSession
from contract.feeds import FeedKind
from contract.livestreams import RECORDING, Entry, Transition
from contract.orders import Close, Delete, Gate, Record, Revoke
from contract.passes import name_key
from contract.recordings import Range, ReportedReplay
from live.live import Live
from realtime.board import Listing
from runtime.keys import Keys
from support.world import LossyBus, MemoryStore, make_live

NAME, OTHER = "r" + "0" * 25, "r" + "1" * 25
STARTED = "2026-01-31T20:00:00.000Z"
SINCE = datetime(2026, 1, 31, 20, tzinfo=UTC).timestamp()


class Rows(MemoryStore):
    """With recordings, which counts each question."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[object] = []
        self.deletions: dict[str, frozenset[str]] = {}
        self.left: dict[str, list[Range]] = {}

    async def read_standings(self, sessions: Mapping[str, str]) -> Mapping[str, Standing]:
        self.asked.append(sessions)
        return {name: Standing(holds=True, node="n1") for name in sessions}

    async def read_left(self, recordings: Collection[str]) -> Mapping[str, list[Range]]:
        return {name: each for name, each in self.left.items() if name in recordings}

    async def read_deletions(self) -> Mapping[str, frozenset[str]]:
        self.asked.append("deletions")
        return self.deletions

    async def note_ordered(self, recording: str, node: str, bucket: str) -> bool:
        self.asked.append((recording, node, bucket))
        return recording == NAME

    async def read_revoked(self, known: Mapping[str, int]) -> Mapping[str, Revoked]:
        return {name: Revoked(3, []) for name, number in known.items() if number < 3}

    async def note_begun(
        self, livestream_id: str, recording: str, node: str, media_url: str | None, begins_at: datetime
    ) -> Sequence[Transition]:
        self.asked.append((livestream_id, recording, node, media_url, begins_at))
        return []

    async def note_sizes(self, node: str, sizes: Mapping[str, int]) -> None:
        self.asked.append((node, sizes))

    async def note_cut(self, recording: str) -> None:
        self.asked.append(("cut", recording))


class House:
    """A process that knows one show, and whose clock the test moves."""

    def __init__(self, status: str = "live", gate: int | None = None, **private: Any) -> None:
        self.rows = Rows()
        self.now, self.seq = 0.0, 0
        self.live: Live = make_live(self.rows, LossyBus([]), clock=lambda: self.now)
        self.show(status, gate, **private)
        self.live.publishers.attendance.note_holder(0.0, "n1", "s1", "l1")

    def show(self, status: str = "live", gate: int | None = None, **private: Any) -> None:
        """As it is from now on."""
        facts = {"id": "l1", "status": status, "token_gate_amount": gate, "started_at": STARTED}
        own = {"record": True, RECORDING: NAME, "replay": None, **private}
        self.seq += 1
        self.live.board.put("l1", Listing(self.seq, Entry("l1", "artist", facts, own)))

    async def report(
        self, *sessions: ReportedSession, replays: Sequence[ReportedReplay] = (), node: str = "n1"
    ) -> list[Any]:
        return await self.live.orders.find(node, sessions, replays)


def session(recording: str = "", **fields: Any) -> ReportedSession:
    return ReportedSession(session_id="s1", livestream_id="l1", recording=recording, **fields)


def replay(recording: str = NAME, *, over: bool = True, gate: bytes = b"", **fields: Any) -> ReportedReplay:
    name = name_key(gate) if gate else ""
    return ReportedReplay(recording=recording, livestream_id="l1", over=over, gated=bool(gate), gate=name, **fields)


def key(gate: int, visibility: str) -> bytes:
    return derive_replay_key(Keys(""), "l1", gate, visibility)


async def test_a_live_show_is_recorded_from_its_first_second_and_its_node_is_written_down() -> None:
    house = House()
    assert await house.report(session()) == [Record(session_id="s1", recording=NAME, since=SINCE)]
    assert (NAME, "n1", "") in house.rows.asked
    assert await house.report(session()) == [], "the answer may be on its way"
    house.now += 6
    assert await house.report(session()) == [Record(session_id="s1", recording=NAME, since=SINCE)]


async def test_where_all_is_as_it_should_be_the_database_is_asked_nothing() -> None:
    house = House()
    await house.report()
    house.rows.asked.clear()
    for _ in range(3):
        assert await house.report(session(NAME), replays=[replay(over=False)]) == []
    assert house.rows.asked == []


async def test_what_its_artist_does_not_want_recorded_is_recorded_no_longer_and_then_again() -> None:
    house = House(record=False)
    assert await house.report(session(NAME)) == [Record(session_id="s1", recording="", since=SINCE)]
    house.show()
    assert await house.report(session()) == [Record(session_id="s1", recording=NAME, since=SINCE)]


async def test_what_is_to_go_is_not_recorded_into() -> None:
    house = House()
    house.show("live", None, **{RECORDING: OTHER})
    assert await house.report(session()) == []


async def test_before_and_after_a_show_and_in_rehearsal_nothing_is_ordered() -> None:
    for status in ("scheduled", "ended"):
        assert await House(status).report(session()) == []
    assert await House("ended").report(session(NAME)) == [], "it is recorded to its end"
    assert await House().report(session(kind=FeedKind.REHEARSAL)) == []


async def test_a_replay_is_gated_as_it_is_by_now() -> None:
    house = House("ended")
    assert await house.report(replays=[replay()]) == []
    for gate, visibility in ((10, "public"), (10, "holders"), (None, "holders"), (None, "private"), (10, "private")):
        house.show("ended", gate, replay={"visibility": visibility, "state": "ready"})
        wanted = key(gate or 0, visibility)
        assert wanted, "it is for few"
        assert await house.report(replays=[replay()]) == [Gate(session_id=NAME, pass_key=wanted.hex())]
        assert await house.report(replays=[replay(gate=wanted, revocations=3)]) == []
        house.show("ended")
        assert await house.report(replays=[replay(gate=wanted, revocations=3)]) == [
            Gate(session_id=NAME, pass_key="")
        ]


def test_the_pass_to_a_show_does_not_open_what_is_its_artists_alone() -> None:
    assert key(10, "private") != key(10, "public") == key(10, "holders") == key(0, "holders")
    assert key(0, "public") == b""


async def test_what_was_taken_back_is_told_to_who_shows_the_replay() -> None:
    house = House("ended", 10)
    gated = replay(gate=key(10, "public"), revocations=2)
    assert await house.report(replays=[gated]) == [Revoke(session_id=NAME, number=3, passes=[])]


async def test_a_node_is_told_that_nothing_follows_and_never_that_something_does() -> None:
    assert await House("ended").report(replays=[replay(over=False)]) == [Close(recording=NAME)]
    assert await House().report(replays=[replay(over=True)]) == []


async def test_another_recording_of_the_livestream_is_left_alone() -> None:
    assert await House("ended", 10).report(replays=[replay(OTHER)]) == []


async def test_what_is_to_be_deleted_is_told_to_the_nodes_that_have_it_until_they_say_so() -> None:
    house = House()
    house.rows.deletions = {NAME: frozenset({"n1", "n2"})}
    assert await house.report(node="n3") == [Delete(recording=NAME)], "it may have the store of one that is gone"
    assert await house.report(node="n1") == [Delete(recording=NAME)]
    assert await house.report(node="n2") == [Delete(recording=NAME)]
    assert await house.report(node="n1") == []
    house.now += 6
    assert await house.report(node="n3") == [], "once"
    assert await house.report(node="n1") == [Delete(recording=NAME)]
    assert Delete(recording=NAME) in await house.report(node="n3", replays=[replay()]), "it shows it"


async def test_a_deletion_is_known_with_the_line_that_tells_of_it() -> None:
    house = House()
    await house.report()
    house.rows.deletions = {NAME: frozenset({"n1"})}
    assert await house.report(session(NAME)) == [], "nobody has said so"
    line = Transition(1, "livestream.updated", STARTED, "l1", "artist", {}, {"replay": {"state": "gone"}})
    house.live.recordings.note_transition(line)
    assert await house.report(session(NAME)) == [Delete(recording=NAME)]


async def test_a_node_is_told_what_clips_need_and_anew_when_they_need_less() -> None:
    house = House()
    house.rows.deletions = {NAME: frozenset({"n1"})}
    house.rows.left = {NAME: [Range(begins_ms=1_000, ends_ms=9_000)]}
    assert await house.report() == [Delete(recording=NAME, leave=house.rows.left[NAME])]
    house.rows.left = {}
    for kind in ("clip.updated", "clip.removed"):
        house.now += 6
        house.live.recordings.note_transition(Transition(1, kind, STARTED, "l1", "artist", {}, {}))
        assert await house.report() == [Delete(recording=NAME)]


async def test_the_first_that_is_recorded_is_written_down_once() -> None:
    house = House()
    recorded = session(NAME, recorded_ms=4_000, recorded_from=STARTED)
    for _ in range(2):
        await house.live.note_recordings("n1", "https://n1.example", [session(NAME), recorded])
    begun = datetime.fromisoformat(STARTED)
    assert house.rows.asked == [("l1", NAME, "n1", "https://n1.example", begun)]
    house.show(replay={"state": "recording", "visibility": "public"})
    house.now += 60
    await house.live.note_recordings("n1", None, [recorded])
    assert len(house.rows.asked) == 1


async def test_for_an_artist_without_room_nothing_more_is_recorded_until_there_is_some_and_that_is_said() -> None:
    house = House()
    house.live.recordings.note_full({"artist": 200_000_000_000})
    entry = await house.live.find("l1")
    assert entry is not None
    assert str(house.live.recordings.find_problem(entry)).endswith(
        "fill the 200 GB that you have. Delete some, or let some go."
    )
    assert house.live.publishers.explain("l1")
    assert await house.report(session(NAME)) == [Record(session_id="s1", recording="", since=SINCE)]
    assert ("cut", NAME) in house.rows.asked
    assert await house.report(session()) == [], "so it is"
    house.live.recordings.note_full({"another artist": 1})
    assert house.live.publishers.explain("l1") is None
    assert await house.report(session()) == [Record(session_id="s1", recording=NAME, since=SINCE)]


async def test_who_does_not_want_it_recorded_is_told_of_no_room() -> None:
    house = House(record=False)
    house.live.recordings.note_full({"artist": 1_000_000})
    assert house.live.publishers.explain("l1") is None
    assert house.live.publishers.explain("no livestream") is None


async def test_how_much_room_is_taken_is_written_down_from_time_to_time() -> None:
    house = House()
    one = session(NAME, recorded_ms=4_000, recorded_bytes=2_000_000)
    for _ in range(3):
        await house.live.note_recordings("n1", None, [one])
    assert house.rows.asked.count(("n1", {NAME: 2_000_000})) == 1
    house.now += 6
    await house.live.note_recordings("n1", None, [one])
    assert house.rows.asked.count(("n1", {NAME: 2_000_000})) == 2


async def test_what_lies_in_a_bucket_is_deleted_by_any_node_that_has_it_until_one_has_said_so() -> None:
    house = House("ended")
    house.rows.deletions = {OTHER: frozenset({"gone", "s3://b1"})}
    await house.live.recordings.read_deletions()
    house.live.publishers.note_report("n1", [], "https://n1.example", "b1")
    house.live.publishers.note_report("n2", [], "https://n2.example", "b2")
    for _ in range(2):
        assert await house.report() == [Delete(recording=OTHER)]
        assert await house.report() == [], "the answer may be on its way"
        house.now += 6
    assert await house.report(node="n2") == [Delete(recording=OTHER)], "it may have copies"
    house.now += 6
    assert await house.report(node="n2") == [], "once"


async def test_where_it_goes_to_is_written_down_before_it_is_made() -> None:
    house = House()
    house.live.publishers.note_report("n1", [session()], "https://n1.example", "b1")
    assert await house.report(session())
    assert (NAME, "n1", "b1") in house.rows.asked
