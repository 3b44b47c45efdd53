"""`make run` serves in the foreground, keeps what dies running, and ends whole when asked to."""

import contextlib
import os
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from support.descendants import wait_until_gone
from support.make_run import MakeRun
from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, publish_url
from support.sockets import listen

Start = Callable[[], MakeRun]


@pytest.fixture
def place(tmp_path: Path) -> PlatformPair:
    """Ports and a folder of its own, nothing started."""
    return PlatformPair(tmp_path, {})


@pytest.fixture
def start(place: PlatformPair) -> Iterator[Start]:
    """Starts `make run` there."""
    runs: list[MakeRun] = []

    def start() -> MakeRun:
        runs.append(MakeRun(place.folder, place.environ))
        return runs[-1]

    yield start
    for run in runs:
        run.clean_up()


def signal_make(run: MakeRun, number: signal.Signals) -> None:
    run.process.send_signal(number)


def signal_group(run: MakeRun, number: signal.Signals) -> None:
    """As a terminal's Ctrl-C does."""
    os.killpg(run.process.pid, number)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("send", [signal_make, signal_group])
async def test_a_signal_ends_everything_even_while_live(
    place: PlatformPair, start: Start, tmp_path: Path, number: signal.Signals, send: Callable[..., None]
) -> None:
    run = start()
    run.wait_for_output(f"rtmp://127.0.0.1:{place.rtmp_port}/live")
    assert f"Watch and manage:  http://localhost:{place.port}\n" in run.output
    artist = await Artist.register(place.url)
    livestream = await artist.create_livestream()
    async with (
        listen(f"{place.ws_url}/ws/livestreams/{livestream['id']}?observe=true") as observer,
        Publisher.start(publish_url(livestream), tmp_path) as publisher,
    ):
        await observer.expect("livestream.live")
        everything = run.list_descendants()
        commands = " ".join(each.command for each in everything)
        for part in ("-m api", "-m ingest", "ffmpeg"):
            assert part in commands

        send(run, number)
        code = run.wait(timeout=5)
        assert wait_until_gone(everything, timeout=0) == []
        # Make ends by the signal it got itself; a clean end of its recipe is no error.
        assert code == -number
        assert "had to be killed" not in run.output
        assert "Traceback" not in run.output
        assert await observer.expect_close() == 1012
        await publisher.wait()
    await artist.close()


@pytest.mark.parametrize("name", ["PORT", "RTMP_PORT", "HTTP_PORT"])
def test_a_taken_port_stops_everything_and_is_named_last(place: PlatformPair, start: Start, name: str) -> None:
    port = place.environ[name]
    with socket.socket() as other:
        other.bind(("127.0.0.1", int(port)))
        other.listen()
        run = start()
        code = run.wait()
    assert code == 2  # make's word for a failed recipe
    assert name in run.last_words
    assert port in run.last_words
    assert "Traceback" not in run.output
    assert "Ready." not in run.output


@pytest.mark.parametrize(("module", "name"), [("api", "web"), ("ingest", "ingest")])
async def test_a_process_that_dies_is_started_again_and_the_show_goes_on(
    place: PlatformPair, start: Start, tmp_path: Path, module: str, name: str
) -> None:
    run = start()
    run.wait_for_output("Ready.")
    artist = await Artist.register(place.url)
    livestream = await artist.create_livestream()
    channel = f"{place.ws_url}/ws/livestreams/{livestream['id']}"
    async with contextlib.AsyncExitStack() as publishers:

        async def publish() -> None:
            await publishers.enter_async_context(Publisher.start(publish_url(livestream), tmp_path))

        async with listen(channel) as fan:
            await publish()
            await fan.expect("livestream.live")
            (victim,) = [each for each in run.list_descendants() if each.command.endswith(f"-m {module}")]
            os.kill(victim.pid, signal.SIGKILL)
            run.wait_for_output(f"{name} ended by itself (SIGKILL). Starting it again in 0.")
            run.wait_for_output(f"{name} serves again.")
            if module == "ingest":
                await publish()  # as OBS does by itself
                await fan.expect("livestream.resumed")
        async with listen(channel) as fan:
            assert fan.frames[0]["livestream"]["status"] == "live"
            assert fan.frames[0]["livestream"]["interrupted_until"] is None
    await artist.close()


def test_a_failing_release_starts_nothing(place: PlatformPair, start: Start) -> None:
    (place.folder / "var").mkdir()
    place.database.write_text("this is no database, and long enough to be looked at as one" * 100)
    run = start()
    assert run.wait() == 2
    assert "release ended by itself (exit code 1), so everything was stopped." in run.last_words
    assert "web" not in run.output.replace("website", "")
