"""`encryptedmedia simulate`: plays a show on a livestream of its own, says how to watch it, and cleans up."""

import argparse
import asyncio
import os
import time
from functools import partial
from pathlib import Path
from typing import Any

from encryptedmedia.api import Api
from encryptedmedia.errors import EncryptedMediaError
from encryptedmedia.simulation.artist import NAME, Artist
from encryptedmedia.simulation.audience import LIMIT, Audience
from encryptedmedia.simulation.crowd import MOST, Crowd
from encryptedmedia.simulation.encoder import Encoder, StoppedError
from encryptedmedia.simulation.secret import read_secret
from encryptedmedia.simulation.show import Show
from encryptedmedia.subscription import connect

PATIENCE = 10.0


def add_simulate(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the command to the parser's."""
    parser = commands.add_parser(
        "simulate",
        parents=[shared],
        help="play a show without an encoder, to write a client against",
        description="Play a show on a livestream of its own: it goes live, is interrupted and resumed, viewers come "
        "and go, it ends; with --talk, people write, ask, clap and tip. No encoder and no picture, but every event "
        "and every count is real.",
    )
    parser.add_argument("--speed", type=_positive, default=1.0, help="2 plays twice as fast (default: 1)")
    parser.add_argument("--viewers", type=_viewers, default=12, help=f"at most, up to {LIMIT} (default: 12)")
    parser.add_argument(
        "--talk",
        type=_rate,
        default=0.0,
        metavar="RATE",
        help=f"messages a second of a crowd that asks, claps and tips, too; up to {MOST} (default: 0, none)",
    )
    parser.add_argument("--title", default="A simulated show", help="the livestream's")
    parser.add_argument("--keep", action="store_true", help="leave the livestream there when the show is over")
    parser.add_argument(
        "--streaming-secret",
        type=Path,
        metavar="FILE",
        help="a file with the platform's secret (default: $STREAMING_SECRET, else $DATA_DIR/streaming_secret)",
    )
    parser.set_defaults(run=simulate)


def _positive(text: str) -> float:
    value = float(text)
    if not 0.01 <= value <= 100:
        raise argparse.ArgumentTypeError("from 0.01 to 100")
    return value


def _viewers(text: str) -> int:
    value = int(text)
    if not 0 <= value <= LIMIT:
        raise argparse.ArgumentTypeError(f"from 0 to {LIMIT}")
    return value


def _rate(text: str) -> float:
    value = float(text)
    if not 0 <= value <= MOST:
        raise argparse.ArgumentTypeError(f"from 0 to {MOST}")
    return value


async def simulate(arguments: argparse.Namespace) -> None:
    """The whole of it.

    Raises:
        EncryptedMediaError: the platform refused something, or an event did not come.
    """
    url = arguments.url.rstrip("/")
    secret = read_secret(arguments.streaming_secret)
    artist = await Artist.sign_in(url, secret)
    livestream = await artist.create_livestream(arguments.title)
    livestream_id = str(livestream["id"])
    _introduce(url, artist.email, livestream_id)
    encoder = Encoder(Api(url, secret), livestream["stream_key"])
    say = _Clock().say
    try:
        async with (
            connect(url, livestream_id, patience=PATIENCE) as heard,
            Audience(url, livestream_id) as audience,
            Crowd(url, secret, artist, livestream_id, arguments.talk) as crowd,
        ):
            await anext(heard)  # the snapshot: from here on every event is heard
            say("starting soon")
            mark = partial(artist.mark, livestream_id, "The chorus")
            clip = partial(artist.clip, livestream_id, "The first chorus")
            await Show(encoder, audience, heard, say, arguments.speed, mark, clip).play(arguments.viewers)
        say("the show is over")
        if arguments.talk:
            say(crowd.describe())
    except StoppedError as words:
        say(f"the platform stops the publisher: {words}")
    finally:
        # Also after Ctrl-C: this is the last thing the task does, and nobody cancels it twice.
        await asyncio.shield(_clean_up(encoder, artist, livestream_id, keep=arguments.keep))
        say(f"the livestream {'stays' if arguments.keep else 'is deleted'}, and the artist is signed out")


async def _clean_up(encoder: Encoder, artist: Artist, livestream_id: str, *, keep: bool) -> None:
    for step in (
        encoder.finish,
        *(() if keep else (lambda: artist.remove_livestream(livestream_id), encoder.recording.let_go)),
        artist.sign_out,
    ):
        try:
            await step()
        except EncryptedMediaError as error:
            print(f"  could not clean up: {error}", flush=True)


class _Clock:
    def __init__(self) -> None:
        self._began = time.monotonic()

    def say(self, words: str) -> None:
        print(f"  {time.monotonic() - self._began:5.1f} s  {words}", flush=True)


def _introduce(url: str, email: str, livestream_id: str) -> None:
    events = f"{url}/api/v1/livestreams/{livestream_id}/events"
    command = os.environ.get(
        "ENCRYPTEDMEDIA_COMMAND", "encryptedmedia"
    )  # as it was called: from a checkout, by its path
    socket = f"ws{url.removeprefix('http')}/ws/livestreams/{livestream_id}?observe=true"
    print(
        f"A show on {url}, livestream {livestream_id}, by {NAME} ({email})\n\n"
        "Watch it from another terminal:\n"
        f"  {command} watch {livestream_id} --url {url}\n"
        f"  {command} chat {livestream_id} --url {url}\n"
        f"  curl -N {events}\n"
        f'  websocat "{socket}"\n'
        f"or in a browser (there will be no picture): {url}/livestreams/{livestream_id}\n",
        flush=True,
    )
