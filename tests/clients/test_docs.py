"""The examples of docs/clients.md, run as they stand there against a real web process with a show on it."""

import asyncio
import re
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from support.command import SOURCE
from support.rest import PASSWORD, Artist
from support.waiting import until
from support.web import Publisher, Web

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "clients.md"
CHAT_PAGE = ROOT / "docs" / "chat.md"
PACKAGE = ROOT / "clients" / "typescript" / "dist" / "index.js"
WAIT = 30.0


def find_examples(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(), re.DOTALL)


def find_example(language: str, word: str) -> str:
    """The one in `language` with this word in it."""
    [found] = [example for example in find_examples(language) if word in example]
    return found


def point_at(example: str, web: Web) -> str:
    """For the test's own platform: nothing else of the example is changed."""
    assert "localhost:3000" in example
    return example.replace("localhost:3000", f"127.0.0.1:{web.port}")


async def read_until(process: asyncio.subprocess.Process, words: tuple[str, ...]) -> str:
    """What it printed until all of these words were in one line."""
    assert process.stdout is not None
    printed = ""
    async with asyncio.timeout(WAIT):
        while line := (await process.stdout.readline()).decode():
            printed += line
            if all(word in line for word in words):
                return printed
    raise AssertionError(f"it ended without {words}: {printed}")


async def check_tells(web: Web, artist: Artist, process: asyncio.subprocess.Process, ready: str) -> None:
    """The example's process, once it has printed `ready`, tells of a livestream that goes live."""
    try:
        await read_until(process, (ready,))
        made = await artist.create_livestream(title="Told of")
        async with Publisher(web, made["stream_key"]) as publisher:
            await read_until(process, ("Told of", "live"))
            await publisher.end()
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def start(*command: str, **environ: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT, env=environ or None
    )


async def test_ten_lines_of_python_hear_a_livestream_go_live(web: Web, artist: Artist, tmp_path: Path) -> None:
    example = find_example("python", "watch(")
    assert len([line for line in example.splitlines() if line.strip()]) <= 10
    script = tmp_path / "example.py"
    script.write_text(point_at(example, web))
    # A transition is all it prints, so another livestream's shows that it listens.
    process = await start(sys.executable, "-u", str(script), PYTHONPATH=str(SOURCE))
    async with asyncio.TaskGroup() as group:
        nudging = group.create_task(nudge(artist))
        await check_tells(web, artist, process, "livestream.scheduled")
        nudging.cancel()


async def nudge(artist: Artist) -> None:
    """Something for everybody to hear, until cancelled."""
    while True:
        await artist.create_livestream(title="Something")
        await asyncio.sleep(0.5)


async def test_curl_hears_a_livestream_go_live(web: Web, artist: Artist) -> None:
    command = point_at(find_example("sh", "curl -N "), web).split()
    assert command[:2] == ["curl", "-N"]
    await check_tells(web, artist, await start(*command), "snapshot")


async def run_npm(*arguments: str) -> str:
    """With the Node that builds the pages; what it printed."""
    process = await asyncio.create_subprocess_exec(
        str(ROOT / "tools" / "npm"), *arguments, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(2 * WAIT):
        printed, _ = await process.communicate()
    assert process.returncode == 0, printed.decode()
    return printed.decode()


async def start_typescript(folder: Path, text: str, **environ: str) -> asyncio.subprocess.Process:
    """With the package as it is built."""
    await run_npm("run", "client")
    script, bundle = folder / "example.ts", folder / "example.mjs"
    script.write_text(text.replace('"encryptedmedia-live"', f'"{PACKAGE}"'))
    await run_npm("exec", "--no", "--", "rolldown", str(script), "--file", str(bundle))
    node = (await run_npm("exec", "-c", "command -v node")).strip()
    # Node 22 has WebSocket; 20 has it behind this flag, which 22 still takes.
    return await start(node, "--experimental-websocket", str(bundle), **environ)


async def test_ten_lines_of_typescript_hear_a_livestream_go_live(web: Web, artist: Artist, tmp_path: Path) -> None:
    example = find_example("ts", "watchAll")
    assert len([line for line in example.splitlines() if line.strip()]) <= 10
    process = await start_typescript(tmp_path, point_at(example, web))
    await artist.create_livestream(title="There before")
    await check_tells(web, artist, process, "There before")


async def test_typescript_reads_a_chat_and_says_something_over_a_restart(
    web: Web, artist: Artist, tmp_path: Path
) -> None:
    made = await artist.create_livestream()
    answer = await artist.client.post("/me/access-tokens", json={"name": "bot", "scopes": ["chat"]})
    example = point_at(find_example("ts", "platform.say"), web).replace('"ID"', f'"{made["id"]}"')
    example = 'import { Platform } from "encryptedmedia-live";\n' + example
    process = await start_typescript(tmp_path, example, ENCRYPTEDMEDIA_TOKEN=answer.json()["token"])
    try:
        await read_until(process, ("Hello from a bot.",))
        await web.restart()
        said = await artist.client.post(f"/livestreams/{made['id']}/chat", json={"text": "Still there?"})
        assert said.status_code == 201
        printed = await read_until(process, ("Still there?",))
        assert "Hello from a bot." not in printed, "it goes on where it was"
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def test_the_bot_of_the_chats_page_answers_and_moderates(web: Web, artist: Artist, tmp_path: Path) -> None:
    room = (await artist.create_livestream())["id"]
    place = f"/livestreams/{room}/chat"
    fields = {"name": "bot", "scopes": ["chat", "moderate"], "password": PASSWORD}
    token = (await artist.client.post("/me/access-tokens", json=fields)).json()["token"]
    fan = await Artist.register(web.url, "fan")
    [bot] = re.findall(r"```python\n(.*?)```", CHAT_PAGE.read_text(), re.DOTALL)
    script = tmp_path / "bot.py"
    script.write_text(point_at(bot, web).replace('"ID"', f'"{room}"'))

    async def read() -> list[str]:
        return [one["text"] for one in (await fan.client.get(place)).json()["messages"]]

    async def is_answered() -> bool:
        # It passes over what was said before it came: asked until it has.
        if "Tonight: Harbour, Salt, Home." not in await read():
            await fan.client.post(place, json={"text": "!setlist"})
            return False
        return True

    process = await start(sys.executable, "-u", str(script), PYTHONPATH=str(SOURCE), ENCRYPTEDMEDIA_TOKEN=token)
    try:
        await until(is_answered)
        await until(lambda: says(fan, place, "FREE TOKENS here"))
        await until(lambda: is_gone(read, "FREE TOKENS here"))
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        await fan.close()


async def says(fan: Artist, place: str, text: str) -> bool:
    """False: too fast; once it has been."""
    return (await fan.client.post(place, json={"text": text, "id": "once"})).is_success


async def is_gone(read: Callable[[], Awaitable[list[str]]], text: str) -> bool:
    return text not in await read()


def test_the_commands_of_the_page_exist() -> None:
    commands = {
        line.split()[1] for example in find_examples("sh") for line in example.splitlines() if "tools/" in line
    }
    assert commands == {"simulate", "watch"}
    for command in commands:
        subprocess.run([str(ROOT / "tools" / "encryptedmedia"), command, "--help"], check=True, capture_output=True)


@pytest.mark.parametrize("page", ["chat.md", "clients.md", "events.md"])
def test_links_lead_to_files(page: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)", (ROOT / "docs" / page).read_text()):
        assert (ROOT / "docs" / target).exists()
