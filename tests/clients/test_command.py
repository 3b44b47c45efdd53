"""The command as a person runs it, against a real web process."""

import json
import os
import signal
from pathlib import Path

import httpx

from support.command import run_command
from support.rest import Artist
from support.waiting import PATIENCE
from support.web import SECRET, Publisher, Web

SHOW = [
    "livestream.scheduled", "livestream.live", "livestream.marker", "livestream.interrupted", "livestream.resumed",
    "livestream.ended", "livestream.replay_ready", "clip.created", "livestream.deleted",
]  # fmt: skip


async def test_a_simulated_show_is_a_show_to_everybody_else(web: Web) -> None:
    async with run_command("watch", "--all", "--json", "--url", web.url) as watching:
        await watching.read_until("snapshot")
        async with run_command(
            "simulate", "--speed", "2", "--viewers", "5", "--url", web.url, STREAMING_SECRET=SECRET
        ) as show:
            assert await show.wait() == 0, await show.read_errors()
        await watching.read_until("livestream.deleted")
    events = [json.loads(line) for line in watching.lines]
    told = [event["type"] for event in events if "seq" in event]
    # When there is something to start over from, a report of its node says: at any moment.
    assert [each for each in told if each != "livestream.updated"] == ["snapshot", *SHOW]
    assert "livestream.updated" in told
    counts = [event["viewer_count"] for event in events if event["type"] == "livestream.viewers"]
    assert max(counts) == 5
    assert counts[-1] == 0
    printed = "\n".join(show.lines)
    assert SECRET not in printed
    livestream_id = events[-1]["livestream"]["id"]
    assert f"encryptedmedia watch {livestream_id} --url {web.url}" in printed
    assert f"curl -N {web.url}/api/v1/livestreams/{livestream_id}/events" in printed
    async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as client:
        assert (await client.get(f"{web.url}/api/v1/livestreams/{livestream_id}")).status_code == 404


async def test_a_show_that_is_interrupted_leaves_nothing_behind(web: Web) -> None:
    async with run_command(
        "simulate", "--speed", "10", "--viewers", "1", "--url", web.url, STREAMING_SECRET=SECRET
    ) as show:
        livestream_id = (await show.read_until("livestream ")).partition("livestream ")[2].partition(",")[0]
        await show.read_until("livestream.live")
        show.process.send_signal(signal.SIGINT)
        assert await show.wait() == 130
    assert "the livestream is deleted" in show.lines[-1]
    async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as client:
        assert (await client.get(f"{web.url}/api/v1/livestreams/{livestream_id}")).status_code == 404


async def test_what_it_says_to_type_is_what_was_typed(web: Web) -> None:
    async with run_command(
        "simulate", "--url", web.url, STREAMING_SECRET=SECRET, ENCRYPTEDMEDIA_COMMAND="tools/encryptedmedia"
    ) as show:
        assert "tools/encryptedmedia watch " in await show.read_until("encryptedmedia watch ")
        show.process.send_signal(signal.SIGINT)
        assert await show.wait() == 130


async def test_the_secret_is_found_where_a_platform_keeps_it(web: Web, tmp_path: Path) -> None:
    (tmp_path / "streaming_secret").write_text(f"{SECRET}\n")
    async with run_command("simulate", "--speed", "50", "--url", web.url, DATA_DIR=str(tmp_path)) as show:
        assert await show.wait() == 0, await show.read_errors()
    async with run_command("simulate", "--url", web.url, DATA_DIR=str(tmp_path / "nowhere")) as show:
        assert await show.wait() == 1
        assert "--streaming-secret" in await show.read_errors()


async def test_a_wrong_secret_is_said_and_cleaned_up_after(web: Web, tmp_path: Path) -> None:
    wrong = tmp_path / "secret"
    wrong.write_text("not the platform's")
    async with run_command("simulate", "--speed", "50", "--url", web.url, "--streaming-secret", str(wrong)) as show:
        assert await show.wait() == 1
        assert "STREAMING_SECRET" in await show.read_errors()
    assert "the livestream is deleted" in show.lines[-1]


async def test_watching_one_livestream_is_readable_and_ends_with_it(web: Web, artist: Artist) -> None:
    made = await artist.create_livestream(title="By hand")
    async with run_command("watch", made["id"], "--url", web.url, TZ="UTC") as watching:
        await watching.read_until("scheduled")
        async with Publisher(web, made["stream_key"]) as publisher:
            line = await watching.read_until("live ")
            assert "By hand" in line
            assert "/index.m3u8" in line
            await publisher.end()
        await watching.read_until("ended")
        await artist.client.delete(f"/livestreams/{made['id']}")
        assert await watching.wait() == 0
    assert "deleted" in watching.lines[-1]


async def test_an_artists_own_events_need_its_token(web: Web, artist: Artist, tmp_path: Path) -> None:
    made = await artist.create_livestream(title="Mine")
    token = tmp_path / "token"
    token.write_text(artist.token)
    async with run_command("watch", "--own", "--token-file", str(token), "--url", web.url) as watching:
        await watching.read_until("Mine")
        async with Publisher(web, made["stream_key"]) as publisher:
            assert "connected" in await watching.read_until("encoder")
            await publisher.end()
    async with run_command("watch", "--own", "--url", web.url) as refused:
        assert await refused.wait() == 1
        words = await refused.read_errors()
    assert "needs a token" in words
    assert "POST /api/v1/me/access-tokens" in words, "it says where to get one"


async def test_a_server_that_is_away_is_waited_for_and_ctrl_c_ends_it() -> None:
    async with run_command("watch", "--all", "--url", "http://127.0.0.1:9") as watching:
        assert watching.process.stderr is not None
        assert b"trying again" in await watching.process.stderr.readline()
        watching.process.send_signal(signal.SIGINT)
        assert await watching.wait() == 130


async def test_an_unknown_livestream_is_said_to_be_one(web: Web) -> None:
    async with run_command("watch", "unknown", "--url", web.url) as watching:
        assert await watching.wait() == 1
        assert await watching.read_errors() == "encryptedmedia: no such livestream\n"


async def test_what_is_typed_is_said_and_what_is_said_is_printed(web: Web, artist: Artist) -> None:
    room = (await artist.create_livestream())["id"]
    place = f"/livestreams/{room}/chat"
    async with (
        run_command("chat", room, "--listen", "--url", web.url) as listening,
        run_command("chat", room, "--url", web.url, typing=True, ENCRYPTEDMEDIA_TOKEN=artist.token) as talking,
    ):
        talking.type("Hello from a terminal!")
        talking.type("")
        assert "Ada (artist): Hello from a terminal!" in await talking.read_until("Hello")
        assert "Ada (artist): Hello from a terminal!" in await listening.read_until("Hello")
        [said] = (await artist.client.get(place)).json()["messages"]
        await artist.client.delete(f"{place}/{said['id']}")
        assert listening.process.stderr is not None
        assert b"a message of Ada's was removed" in await listening.process.stderr.readline()
        talking.type("x" * 501)
        talking.type("Bye")
        talking.end_input()
        assert await talking.wait() == 0
        assert "not said" in await talking.read_errors()
        await listening.read_until("Bye")
        await artist.client.delete(f"/livestreams/{room}")
        assert await listening.wait() == 0


async def test_who_pipes_words_without_a_token_is_told_so(web: Web) -> None:
    async with run_command("chat", "any", "--url", web.url) as talking:
        assert await talking.wait() == 1
        assert "no token: set ENCRYPTEDMEDIA_TOKEN" in await talking.read_errors()


async def test_a_terminal_without_a_token_says_that_it_only_listens(web: Web, artist: Artist) -> None:
    room = (await artist.create_livestream())["id"]
    await artist.client.post(f"/livestreams/{room}/chat", json={"text": "First"})
    keyboard, terminal = os.openpty()
    try:
        async with run_command("chat", room, "--url", web.url, stdin=terminal) as listening:
            await listening.read_until("First")
            listening.process.send_signal(signal.SIGINT)
            assert await listening.wait() == 130
            assert (await listening.read_errors()).count("no token: only listening") == 1
    finally:
        os.close(keyboard)
        os.close(terminal)


async def test_a_program_reads_the_room_as_it_came(web: Web, artist: Artist) -> None:
    room = (await artist.create_livestream())["id"]
    await artist.client.post(f"/livestreams/{room}/chat", json={"text": "First"})
    async with run_command("chat", room, "--json", "--listen", "--url", web.url) as listening:
        frame = json.loads(await listening.read_until("First"))
        assert (frame["type"], frame["reset"], frame["seq"]) == ("chat", True, 1)
