"""A subscription against a server that does what a test says: losing, refusing, repeating, saying goodbye."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

import pytest
from websockets.asyncio.server import ServerConnection, serve
from websockets.http11 import Request, Response

from contract.events.registry import EVENTS
from encryptedmedia import (
    ApplauseHeard,
    ChatHeard,
    Cursor,
    ModerationHeard,
    NotAllowedError,
    NotFoundError,
    NotSignedInError,
    ProtocolError,
    Reconnecting,
    RefusedError,
    Snapshot,
    Transition,
    UnreachableError,
    connect,
    watch,
)

EXAMPLES = {message.key: {"type": message.type, **message.example} for message in EVENTS}
WAIT = 30.0

Act = Callable[[ServerConnection], Awaitable[None]]


class Stage:
    """A platform that plays `acts`, one for each connection; the last one is repeated."""

    def __init__(self, *acts: Act) -> None:
        self.acts = list(acts)
        self.queries: list[dict[str, list[str]]] = []
        self.headers: list[str | None] = []
        self.url = ""

    async def play(self, socket: ServerConnection) -> None:
        assert socket.request is not None
        self.queries.append(parse_qs(urlsplit(socket.request.path).query))
        self.headers.append(socket.request.headers.get("Authorization"))
        act = self.acts.pop(0) if len(self.acts) > 1 else self.acts[0]
        await act(socket)


@asynccontextmanager
async def on_stage(*acts: Act, status: HTTPStatus | None = None) -> AsyncIterator[Stage]:
    stage = Stage(*acts)

    async def answer(socket: ServerConnection, request: Request) -> Response | None:
        return None if status is None else socket.respond(status, "no")

    async with serve(stage.play, "127.0.0.1", 0, process_request=answer, close_timeout=0.2) as server:
        stage.url = f"http://127.0.0.1:{next(iter(server.sockets)).getsockname()[1]}"
        async with asyncio.timeout(WAIT):
            yield stage


def saying(*frames: dict[str, object], code: int | None = None, reason: str = "") -> Act:
    """Send these and close with `code`; without one, stay open."""

    async def act(socket: ServerConnection) -> None:
        for frame in frames:
            await socket.send(json.dumps(frame))
        if code is None:
            await socket.wait_closed()
        else:
            await socket.close(code, reason)

    return act


async def vanish(socket: ServerConnection) -> None:
    socket.transport.abort()


SNAPSHOT, LIVE, ENDED, VIEWERS = (EXAMPLES[key] for key in ("snapshot", "live", "ended", "viewers"))
AT = SNAPSHOT["seq"]


def transition(frame: dict[str, object], seq: int) -> dict[str, object]:
    return {**frame, "seq": seq}


async def test_a_lost_connection_is_resumed_from_the_last_transition_and_nothing_comes_twice() -> None:
    first = saying(SNAPSHOT, transition(LIVE, AT + 3), VIEWERS, code=4408)
    again = saying(transition(LIVE, AT + 3), transition(ENDED, AT + 5))
    lost: list[Reconnecting] = []
    async with on_stage(first, again) as stage, connect(stage.url, "one", on_reconnect=lost.append) as subscription:
        heard = [await anext(subscription) for _ in range(4)]
        assert [event.raw["type"] for event in heard] == [
            "snapshot",
            "livestream.live",
            "livestream.viewers",
            "livestream.ended",
        ]
        assert subscription.cursor == Cursor(str(SNAPSHOT["epoch"]), AT + 5)
    assert stage.queries[0] == {"observe": ["true"]}
    assert stage.queries[1] == {"observe": ["true"], "epoch": [SNAPSHOT["epoch"]], "seq": [str(AT + 3)]}
    assert len(lost) == 1


async def test_a_broken_wire_is_a_loss_like_any_other() -> None:
    async with on_stage(vanish, vanish, saying(SNAPSHOT)) as stage, connect(stage.url) as subscription:
        assert isinstance(await anext(subscription), Snapshot)
    assert len(stage.queries) == 3


async def test_a_cursor_from_another_day_is_where_it_begins() -> None:
    async with (
        on_stage(saying(transition(ENDED, 9))) as stage,
        connect(stage.url, "one", cursor=Cursor("e", 8)) as subscription,
    ):
        await anext(subscription)
    assert stage.queries == [{"observe": ["true"], "epoch": ["e"], "seq": ["8"]}]


async def test_whoever_hears_applause_may_clap() -> None:
    said: list[str | bytes] = []

    async def act(socket: ServerConnection) -> None:
        await socket.send(json.dumps(SNAPSHOT))
        said.append(await socket.recv())
        await socket.send(json.dumps(EXAMPLES["applause"]))
        await socket.wait_closed()

    async with on_stage(act) as stage, connect(stage.url, "one", viewer=True, topics=["applause"]) as subscription:
        assert await subscription.applaud(5) is False, "there is no connection yet"
        assert isinstance(await anext(subscription), Snapshot)
        assert await subscription.applaud(5) is True
        heard = await anext(subscription)
        assert isinstance(heard, ApplauseHeard)
        assert (heard.level, heard.count) == (0.42, 180)
        with pytest.raises(ValueError, match="from 1 to 20"):
            await subscription.applaud(21)
    assert said == ['{"type": "applaud", "count": 5}']
    assert stage.queries == [{"with": ["applause"]}]
    with pytest.raises(ValueError, match="hears applause"):
        await connect(stage.url, "one").applaud(1)


async def test_another_epoch_starts_anew_even_with_smaller_numbers() -> None:
    again = saying({**SNAPSHOT, "epoch": "new", "seq": 1, "resumed": False}, {**LIVE, "epoch": "new", "seq": 2})
    async with on_stage(saying(SNAPSHOT, code=1012), again) as stage, connect(stage.url, "one") as subscription:
        await anext(subscription)
        snapshot = await anext(subscription)
        assert isinstance(snapshot, Snapshot)
        assert snapshot.resumed is False
        assert isinstance(await anext(subscription), Transition)


async def test_a_goodbyes_time_is_kept_to() -> None:
    lost: list[Reconnecting] = []
    first = saying(SNAPSHOT, {"type": "goodbye", "reconnect_in_ms": 30}, code=1012, reason="restarting: reconnect")
    async with (
        on_stage(first, saying(LIVE)) as stage,
        connect(stage.url, on_reconnect=lost.append) as subscription,
    ):
        await anext(subscription)
        await anext(subscription)
    assert [(one.delay, one.reason) for one in lost] == [(0.03, "restarting: reconnect")]


@pytest.mark.parametrize(
    ("code", "error"),
    [(4400, RefusedError), (4401, NotSignedInError), (4403, NotAllowedError), (4404, NotFoundError)],
)
async def test_a_refusal_is_raised_with_its_words_and_not_tried_again(code: int, error: type[RefusedError]) -> None:
    async with on_stage(saying(code=code, reason="in words")) as stage, connect(stage.url, "one") as subscription:
        with pytest.raises(error, match="in words") as raised:
            await anext(subscription)
        assert raised.value.code == code
    assert len(stage.queries) == 1


async def test_a_deleted_livestream_ends_the_iteration() -> None:
    async with on_stage(saying(SNAPSHOT, EXAMPLES["deleted"], code=4404)) as stage:
        heard = [event async for event in watch(stage.url, "one")]
    assert [event.raw["type"] for event in heard] == ["snapshot", "livestream.deleted"]


async def test_among_all_livestreams_a_deleted_one_ends_nothing() -> None:
    async with (
        on_stage(saying(EXAMPLES["listSnapshot"], EXAMPLES["deleted"], EXAMPLES["viewers"])) as stage,
        connect(stage.url) as subscription,
    ):
        kinds = [(await anext(subscription)).raw["type"] for _ in range(3)]
    assert kinds[-1] == "livestream.viewers"


async def test_a_server_in_trouble_is_tried_again_until_patience_ends() -> None:
    async with (
        on_stage(saying(), status=HTTPStatus.BAD_GATEWAY) as stage,
        connect(stage.url, patience=0.05) as subscription,
    ):
        with pytest.raises(UnreachableError, match="answers with 502"):
            await anext(subscription)


async def test_an_address_that_is_something_else_is_refused_at_once() -> None:
    async with on_stage(saying(), status=HTTPStatus.NOT_FOUND) as stage, connect(stage.url) as subscription:
        with pytest.raises(RefusedError, match="is the address right"):
            await anext(subscription)


async def test_nobody_there_is_no_reason_to_give_up_by_itself() -> None:
    lost = asyncio.Event()
    async with connect("http://127.0.0.1:9", on_reconnect=lambda one: lost.set()):
        await asyncio.wait_for(lost.wait(), WAIT)


async def test_frames_that_are_none_end_it_with_an_error() -> None:
    async with on_stage(saying({"no": "type"})) as stage, connect(stage.url) as subscription:
        with pytest.raises(ProtocolError):
            await anext(subscription)


async def test_the_token_goes_along() -> None:
    async with (
        on_stage(saying(EXAMPLES["ownSnapshot"])) as stage,
        connect(stage.url, artist=True, token="t0ken") as subscription,
    ):
        await anext(subscription)
    assert stage.headers == ["Bearer t0ken"]


async def test_a_reader_that_stops_reading_holds_a_bounded_number() -> None:
    sent = 0
    stalled = asyncio.Event()

    async def flood(socket: ServerConnection) -> None:
        nonlocal sent
        await socket.send(json.dumps(SNAPSHOT))
        while True:
            try:
                async with asyncio.timeout(1.0):
                    await socket.send(json.dumps(transition(LIVE, AT + 1 + sent)))
            except TimeoutError:
                stalled.set()
                await socket.wait_closed()
            sent += 1

    async with on_stage(flood) as stage, connect(stage.url, "one", queue=5) as subscription:
        await anext(subscription)
        await asyncio.wait_for(stalled.wait(), WAIT)
        # Only the kernel's and the library's buffers are full besides; no event was lost on the way.
        assert [(await anext(subscription)).raw["seq"] for _ in range(50)] == [AT + 1 + n for n in range(50)]


async def test_leaving_ends_its_task_and_its_socket() -> None:
    left = asyncio.Event()

    async def act(socket: ServerConnection) -> None:
        await socket.send(json.dumps(SNAPSHOT))
        await socket.wait_closed()
        left.set()

    async with on_stage(act) as stage:
        before = asyncio.all_tasks()
        async with connect(stage.url) as subscription:
            await anext(subscription)
        await asyncio.wait_for(left.wait(), WAIT)
        names = {task.get_name() for task in asyncio.all_tasks() - before}
    assert "encryptedmedia subscription" not in names


async def test_a_reader_can_be_cancelled_while_it_waits() -> None:
    async with on_stage(saying(SNAPSHOT)) as stage, connect(stage.url) as subscription:
        await anext(subscription)
        waiting = asyncio.create_task(subscription.__anext__())
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting


CHAT = EXAMPLES["chat"]


def chat(after: int, seq: int, *, reset: bool = False, removed: tuple[str, ...] = ()) -> dict[str, object]:
    """A frame in which everything up to `seq` is one message each."""
    [message] = CHAT["messages"]
    messages = [{**message, "id": f"m{number}", "seq": number} for number in range(after + 1, seq + 1)]
    return {**CHAT, "after": after, "seq": seq, "reset": reset, "messages": messages, "removed": [*removed]}


async def test_a_chat_goes_on_where_it_was_and_nothing_comes_twice() -> None:
    first = saying(SNAPSHOT, chat(0, 2, reset=True), chat(2, 3), code=1012)
    again = saying(chat(2, 3), chat(2, 3, removed=("m1",)), chat(3, 4))
    async with on_stage(first, again) as stage, connect(stage.url, "one", chat=True) as subscription:
        heard = [event for event in [await anext(subscription) for _ in range(5)] if isinstance(event, ChatHeard)]
        told = [([message.seq for message in event.messages], event.removed) for event in heard]
        assert told == [([1, 2], ()), ([3], ()), ([], ("m1",)), ([4], ())]
        assert subscription.chat_seq == 4
    assert stage.queries[0] == {"observe": ["true"], "with": ["chat"]}
    assert (stage.queries[1]["with"], stage.queries[1]["chat_seq"]) == (["chat"], ["3"])


async def test_moderators_ask_for_more() -> None:
    told = saying(EXAMPLES["chatModeration"])
    async with on_stage(told) as stage, connect(stage.url, "one", chat=True, topics=["moderation", "chat"]) as heard:
        event = await anext(heard)
        assert isinstance(event, ModerationHeard)
        assert event.what == "reported"
    assert stage.queries[0]["with"] == ["chat,moderation"]


async def test_a_gap_in_a_chat_is_filled_by_coming_back() -> None:
    first, again = saying(chat(0, 1, reset=True), chat(2, 3)), saying(chat(1, 3), chat(0, 1, reset=True))
    async with on_stage(first, again) as stage, connect(stage.url, "one", chat=True) as subscription:
        seqs = [[one.seq for one in (await anext(subscription)).messages] for _ in range(3)]  # type: ignore[union-attr]
        assert seqs == [[1], [2, 3], [1]]
        assert subscription.chat_seq == 1, "it was told to begin anew"
    assert stage.queries[1]["chat_seq"] == ["1"]
