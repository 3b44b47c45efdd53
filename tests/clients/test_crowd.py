"""The simulator's crowd: it takes part in a show as everybody may."""

import asyncio

from encryptedmedia.events import ChatHeard
from encryptedmedia.simulation.artist import Artist
from encryptedmedia.simulation.crowd import Crowd
from encryptedmedia.subscription import connect
from support.waiting import PATIENCE, until
from support.web import SECRET, Publisher, Web


async def test_it_talks_asks_claps_and_gives_for_as_long_as_a_show_is(web: Web) -> None:
    artist = await Artist.sign_in(web.url, SECRET)
    made = await artist.create_livestream("With a crowd")
    async with Publisher(web, made["stream_key"]) as publisher, asyncio.timeout(4 * PATIENCE):
        async with (
            connect(web.url, made["id"], chat=True) as heard,
            Crowd(web.url, SECRET, artist, made["id"], 2, rests=(0.5, 1)) as crowd,
        ):
            kinds, questions = set[str](), 0
            async for event in heard:
                if isinstance(event, ChatHeard):
                    kinds |= {message.kind for message in event.messages}
                    questions += sum(message.question is not None for message in event.messages)
                if kinds >= {"message", "tip"} and questions:
                    break
            await until(lambda: min(crowd.said, crowd.asked, crowd.clapped, crowd.given) > 0)
        await publisher.end()
    assert f"said {crowd.said}, asked {crowd.asked}" in crowd.describe()
    await artist.remove_livestream(made["id"])
    await artist.sign_out()


async def test_without_a_rate_nobody_is_there(web: Web) -> None:
    artist = await Artist.sign_in(web.url, SECRET)
    async with Crowd(web.url, SECRET, artist, "no livestream", 0) as crowd:
        pass
    assert crowd.describe() == "the crowd (0 fans) said 0, asked 0, clapped 0 times and gave 0 tokens"
    await artist.sign_out()
