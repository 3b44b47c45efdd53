"""Calendars and feeds as programs fetch them: again and again."""

from typing import Any
from xml.etree import ElementTree

from support.app_world import Visitor, World

PODCAST = "{https://podcastindex.org/namespace/1.0}"
DATE = "2100-12-04T20:00:00Z"


async def test_a_calendar_keeps_itself_up_to_date(world: World, artist: Visitor, show: dict[str, Any]) -> None:
    client, path = world.app.test_client(), f"/livestreams/{show['id']}/calendar.ics"
    assert (await client.get(path)).status_code == 404, "it has no date"
    await artist.expect(200, "PATCH", f"/livestreams/{show['id']}", {"scheduled_start_at": DATE})
    for address in (path, f"/artists/{artist.id}/calendar.ics"):
        first = await client.get(address)
        assert first.headers["Content-Type"] == "text/calendar; charset=utf-8"
        text = await first.get_data(as_text=True)
        assert "DTSTART:21001204T200000Z" in text
        again = await client.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, await again.get_data()) == (304, b"")
        await artist.expect(200, "PATCH", f"/livestreams/{show['id']}", {"title": f"Another for {len(address)}"})
        assert (await client.get(address, headers={"If-None-Match": first.headers["ETag"]})).status_code == 200
    await artist.expect(200, "POST", f"/livestreams/{show['id']}/cancel")
    assert "STATUS:CANCELLED" in await (await client.get(path)).get_data(as_text=True)
    for nothing in ("/artists/nobody/calendar.ics", "/livestreams/nothing/calendar.ics", "/artists/nobody/feed.xml"):
        assert (await client.get(nothing)).status_code == 404


async def test_a_feed_says_what_is_to_come_and_on_and_never_where_a_gated_show_plays(
    world: World, artist: Visitor, show: dict[str, Any]
) -> None:
    async def read() -> ElementTree.Element:
        answer = await world.app.test_client().get(f"/artists/{artist.id}/feed.xml")
        assert answer.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
        assert answer.headers["ETag"]
        channel = ElementTree.fromstring(await answer.get_data()).find("channel")  # noqa: S314 - we wrote it
        assert channel is not None
        return channel

    nasty = {"scheduled_start_at": DATE, "title": "a ]]> <b> &\uffff", "description": '"quoted"\ufffe'}
    await artist.expect(200, "PATCH", f"/livestreams/{show['id']}", nasty)
    (item,) = (await read()).findall(f"{PODCAST}liveItem")
    assert (item.get("status"), item.get("start")) == ("pending", "2100-12-04T20:00:00.000Z")
    assert (item.findtext("title"), item.findtext(f"{PODCAST}contentLink")) == ("a ]]> <b> &",) * 2
    await world.publish(show, "s1")
    (item,) = (await read()).findall(f"{PODCAST}liveItem")
    enclosure = item.find("enclosure")
    assert enclosure is not None
    assert (item.get("status"), enclosure.get("type")) == ("live", "application/x-mpegURL")
    await artist.expect(200, "PATCH", f"/livestreams/{show['id']}", {"token_gate_amount": 2})
    (item,) = (await read()).findall(f"{PODCAST}liveItem")
    assert item.find("enclosure") is None
    assert item.findtext("description", "").startswith("For holders of 2 tokens.")


async def test_calendars_and_feeds_speak_as_they_are_asked(
    world: World, artist: Visitor, show: dict[str, Any]
) -> None:
    gated = {"token_gate_amount": 2, "scheduled_start_at": DATE}
    await artist.expect(200, "PATCH", f"/livestreams/{show['id']}", gated)
    client = world.app.test_client()
    german, english = {"Accept-Language": "de-AT,en;q=0.5"}, {"Accept-Language": "en"}
    for path in (
        f"/livestreams/{show['id']}/calendar.ics",
        f"/artists/{artist.id}/calendar.ics",
        f"/artists/{artist.id}/feed.xml",
    ):
        answers = [
            await client.get(path),
            await client.get(path, headers=german),
            await client.get(f"{path}?lang=de", headers=english),
            await client.get(f"{path}?lang=en", headers=german),
            await client.get(f"{path}?lang=tlh", headers=german),
        ]
        said = ["Nur mit 2 Token." in await answer.get_data(as_text=True) for answer in answers]
        assert said == [False, True, True, False, True], path
        assert {answer.headers["Vary"] for answer in answers} == {"Accept-Language"}
