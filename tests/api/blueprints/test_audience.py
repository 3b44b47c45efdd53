"""`/livestreams/:id/audience`, its table, and `/me/audience`."""

import csv
import io
from typing import Any

from catalog.audience.keeping import Seen, add_samples
from support.app_world import Visitor, World

FIRST = 1_800_000_000


async def test_its_artist_sees_who_watched(world: World, artist: Visitor, show: dict[str, Any]) -> None:
    place = f"/livestreams/{show['id']}/audience"
    await add_samples({(show["id"], FIRST): Seen(30_000, 4, 1), (show["id"], FIRST + 20): Seen(20_000, 0, 2)})
    answer = await artist.call("GET", place)
    assert answer.headers["Cache-Control"] == "private, no-store"
    found = await answer.get_json()
    assert [found[name] for name in ("livestream_id", "joins", "leaves", "now", "every")] == [show["id"], 4, 3, 0, 10]
    assert found["tips"] == {"count": 0, "tokens": 0}
    assert [(point["joins"], point["leaves"]) for point in found["points"]] == [(4, 1), (0, 0), (0, 2)]
    await world.nobody.expect(401, "GET", place)
    await (await world.register(role="fan")).expect(403, "GET", place)
    await (await world.register(role="artist")).expect(403, "GET", place)
    await artist.expect(404, "GET", "/livestreams/unknown/audience")


async def test_the_table_has_the_same_points(artist: Visitor, show: dict[str, Any]) -> None:
    await add_samples({(show["id"], FIRST): Seen(30_000, 4, 1), (show["id"], FIRST + 10): Seen(20_000, 0, 2)})
    answer = await artist.call("GET", f"/livestreams/{show['id']}/audience.csv")
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="audience-{show["id"]}.csv"'
    rows = list(csv.DictReader(io.StringIO(await answer.get_data(as_text=True))))
    points = (await artist.expect(200, "GET", f"/livestreams/{show['id']}/audience"))["points"]
    kept = [{name: "" if value is None else str(value) for name, value in point.items()} for point in points]
    assert rows == kept


async def test_a_show_that_did_not_go_out_is_not_compared(artist: Visitor, show: dict[str, Any]) -> None:
    assert show["started_at"] is None
    assert await artist.expect(200, "GET", "/me/audience") == {"shows": []}
    await artist.expect(400, "GET", "/me/audience?limit=0")
