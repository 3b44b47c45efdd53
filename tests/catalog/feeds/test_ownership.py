"""The secret that all ingest nodes share lets none speak of a session without its key, or of another node's."""

import pytest

from catalog import models
from catalog.feeds.publishing import admit_publisher, mark_lost, note_stream_ended, note_stream_started, restore_lost
from catalog.feeds.rehearsals import select_rehearsal
from catalog.feeds.sessions import select_standings
from catalog.feeds.shapes import PublisherChange, Standing
from catalog.livestreams.changes import Created, rotate_stream_key
from catalog.livestreams.errors import AdmissionRefusedError
from catalog.shapes import Account
from contract.publishing import Reason, digest_key
from support.callbacks import GRACE, after, begin, end, enter, words
from support.databases import create_artist, create_livestream


async def say_ended(key: str, session_id: str, node: str = "n1") -> PublisherChange:
    return await note_stream_ended(digest_key(key), session_id, node=node, clean=True, grace=GRACE, now=after(9))


async def status(show: Created) -> str:
    return (await models.Livestream.get(id=show.entry.livestream_id)).status.word


async def test_show_cannot_be_ended_without_its_key_or_from_another_node(
    artist: Account, caplog: pytest.LogCaptureFixture
) -> None:
    show, other = await create_livestream(artist), await create_livestream(await create_artist("mallory"))
    await enter(show, "s1")
    await begin(show, "s1", 1)
    rehearsal = (await select_rehearsal(artist.id)).stream_key
    strange = ["x", "0" * 32, "\ud800", "k" * 200, "", other.stream_key, rehearsal]
    for key, node in [*((key, "n1") for key in strange), (show.stream_key, "n2")]:
        caplog.clear()
        with pytest.raises(AdmissionRefusedError) as refused:
            await say_ended(key, "s1", node)
        assert refused.value.code == "not_your_session"
        assert "Session s1: what node" in caplog.text
        assert not key or key not in caplog.text
    assert await status(show) == "live"
    assert words((await say_ended(show.stream_key, "s1")).transitions) == ["ended"]


async def test_session_cannot_be_started_without_its_key_or_from_another_node(artist: Account) -> None:
    show, other = await create_livestream(artist), await create_livestream(artist)
    await enter(show, "s1")
    for key, node in [(other.stream_key, "n1"), (show.stream_key, "n2")]:
        with pytest.raises(AdmissionRefusedError, match="another stream key, or at another ingest node"):
            await note_stream_started(digest_key(key), "s1", node=node, grace=GRACE, now=after(1))
    assert (await status(show), await status(other)) == ("scheduled", "scheduled")
    with pytest.raises(AdmissionRefusedError):
        await enter(other, "s1")


async def test_key_it_came_in_with_holds_after_a_rotation_and_so_does_the_new_one(artist: Account) -> None:
    show = await create_livestream(artist)
    await enter(show, "s1")
    await begin(show, "s1", 1)
    await rotate_stream_key(show.entry.livestream_id, artist.id)
    assert words((await end(show, "s1", 2, clean=False)).transitions) == ["interrupted"]
    again = await create_livestream(artist)
    await enter(again, "s2")
    await begin(again, "s2", 1)
    key = (await rotate_stream_key(again.entry.livestream_id, artist.id)).stream_key
    assert words((await say_ended(key, "s2")).transitions) == ["ended"]


async def test_goodbye_without_a_node_of_a_session_of_before_is_taken_with_the_key_alone(artist: Account) -> None:
    show = await create_livestream(artist)
    await enter(show, "s1")
    await begin(show, "s1", 1)
    await models.PublisherSession.filter(session_id="s1").update(key_hash=None)
    with pytest.raises(AdmissionRefusedError):
        await say_ended("0" * 32, "s1", node="")
    assert words((await say_ended(show.stream_key, "s1", node="")).transitions) == ["ended"]


async def test_rehearsal_is_its_own_keys_and_nodes(artist: Account) -> None:
    key = (await select_rehearsal(artist.id)).stream_key
    show = await create_livestream(artist)
    await admit_publisher(digest_key(key), "r1", node="n1", silence=lambda _: None, now=after(0))
    await note_stream_started(digest_key(key), "r1", node="n1", grace=GRACE, now=after(1))
    for other, node in [(key, "n2"), ("0" * 32, "n1"), (show.stream_key, "n1")]:
        with pytest.raises(AdmissionRefusedError) as refused:
            await say_ended(other, "r1", node)
        assert refused.value.code == "not_your_session"
    assert (await select_rehearsal(artist.id)).active
    name = artist.id
    assert await select_standings({"r1": name}, now=after(2)) == {"r1": Standing(holds=True, node="n1")}
    wrong = {"r1": "somebody else"}
    assert await select_standings(wrong, now=after(2)) == {"r1": Standing(stop=Reason.UNKNOWN)}
    assert (await say_ended(key, "r1")).disconnected is not None


async def test_another_node_takes_nobody_back_and_no_session_stands_for_another_livestream(artist: Account) -> None:
    show, other = await create_livestream(artist), await create_livestream(artist)
    await enter(show, "s1")
    await begin(show, "s1", 1)
    await mark_lost("s1", grace=GRACE, now=after(10))
    assert await restore_lost("s1", node="n2", now=after(11)) == PublisherChange([])
    assert await restore_lost("s1", node="", now=after(11)) == PublisherChange([])
    assert words((await restore_lost("s1", node="n1", now=after(12))).transitions) == ["resumed"]
    asked = {"s1": other.entry.livestream_id}
    assert await select_standings(asked, now=after(13)) == {"s1": Standing(stop=Reason.UNKNOWN)}


async def test_silence_that_another_node_tells_of_is_no_reason_for_a_takeover(artist: Account) -> None:
    show = await create_livestream(artist)
    await enter(show, "s1")
    await begin(show, "s1", 1)
    with pytest.raises(AdmissionRefusedError) as refused:
        await admit_publisher(
            digest_key(show.stream_key), "s2", node="n2", replaces="s1", silence=lambda _: 0.0, now=after(20)
        )
    assert refused.value.code == "already_publishing"
    await enter(show, "s2", 20, silence=0.0, replaces="s1")
