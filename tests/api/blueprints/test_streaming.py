"""The callbacks of ingest nodes, in whatever order they come."""

import asyncio
import itertools
import json
import math
from dataclasses import asdict
from typing import Any

import pytest

from contract.callbacks import ReportedSession
from contract.orders import Stop
from contract.publishing import digest_key
from support.app_world import API, SECRET, Visitor, World

WITH_SECRET = {"Authorization": f"Bearer {SECRET}"}


@pytest.mark.parametrize("path", ["validate", "stream_started", "stream_ended", "report"])
async def test_callbacks_are_for_ingest_only(world: World, artist: Visitor, path: str) -> None:
    for who in (world.nobody, artist, Visitor(world.app, "not the secret"), Visitor(world.app, "ü")):
        await who.refused(401, "unauthorized", "POST", f"/streaming/{path}", {"stream_key": "test"})


async def test_troubleshooting_command_of_the_spec_is_refused_in_words(world: World) -> None:
    """`curl .../streaming/validate -X POST -d '{"stream_key":"test"}'`, which sends a form's content type."""
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    client = world.app.test_client()
    plain = await client.post(f"{API}/streaming/validate", data='{"stream_key":"test"}', headers=form)
    assert (plain.status_code, (await plain.get_json())["code"]) == (401, "unauthorized")
    known = await client.post(
        f"{API}/streaming/validate", data='{"stream_key":"test"}', headers={**form, **WITH_SECRET}
    )
    problem = await known.get_json()
    assert (known.status_code, problem["code"]) == (403, "unknown_key")
    assert problem["detail"] == "This stream key is not known. Copy it again from your livestream's page."


async def test_admission_tells_ingest_what_it_needs(world: World, show: dict[str, Any]) -> None:
    body = {"stream_key": show["stream_key"], "session_id": "s1", "node": "n1", "client_ip": "192.0.2.1", "new": 1}
    answer = await world.ingest.expect(200, "POST", "/streaming/validate", body)
    assert answer.pop("playback_id") in show["hls_url"]
    assert answer == {
        "valid": True,
        "livestream_id": show["id"],
        "title": "A show",
        "reconnect_grace": 30.0,
        "pass_key": "",
        "kind": "show",
        "takes_over": False,
    }
    assert world.live.heard == []
    assert world.live.take_announced() == []


async def test_show_plays_where_its_node_says_it_is_reached(world: World, show: dict[str, Any]) -> None:
    path = show["hls_url"].removeprefix(world.settings.origin_url())
    body = {"stream_key": show["stream_key"], "session_id": "s1", "media_url": "https://one.example.org"}
    await world.ingest.expect(200, "POST", "/streaming/validate", body)
    await world.ingest.expect(200, "POST", "/streaming/stream_started", body)
    for address in (f"/livestreams/{show['id']}", f"/livestreams/{show['id']}/status"):
        assert (await world.nobody.expect(200, "GET", address))["hls_url"] == f"https://one.example.org{path}"


@pytest.mark.parametrize("media_url", ["", "//x", "https://x; script-src *", "https://x\nX-A: b", "https://x" * 60])
async def test_address_that_would_not_stay_in_its_header_is_refused(world: World, media_url: str) -> None:
    for call, body in (("validate", {"stream_key": "k"}), ("report", {"node": "n1", "sessions": []})):
        await world.ingest.refused(
            400, "invalid_fields", "POST", f"/streaming/{call}", {**body, "media_url": media_url}
        )


@pytest.mark.parametrize("path", ["validate", "stream_started", "stream_ended"])
async def test_key_longer_than_any_is_unknown(world: World, path: str) -> None:
    body = {"stream_key": "k" * 200, "session_id": "s1"}
    await world.ingest.refused(403, "unknown_key", "POST", f"/streaming/{path}", body)


async def test_form_of_nginx_rtmp_is_understood(world: World, show: dict[str, Any]) -> None:
    client = world.app.test_client()
    for key, status in ((show["stream_key"], 200), ("wrong", 403)):
        form = {"call": "publish", "name": key, "addr": "192.0.2.1", "clientid": "1", "app": "live"}
        response = await client.post(f"{API}/streaming/validate", form=form, headers=WITH_SECRET)
        assert response.status_code == status
    assert world.live.heard == [], "its clientid is no session"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "malformed_body"),
        (b"{", "malformed_body"),
        (b"[]", "not_an_object"),
        (b"\xff\x00", "malformed_body"),
        (b"{}", "invalid_fields"),
        (b'{"stream_key": 5}', "invalid_fields"),
        (b'{"stream_key": "k", "session_id": ""}', "invalid_fields"),
        (b'{"stream_key": "k", "session_id": "' + b"x" * 65 + b'"}', "invalid_fields"),
    ],
)
async def test_nonsense_is_refused(world: World, body: bytes, code: str) -> None:
    client = world.app.test_client()
    response = await client.post(f"{API}/streaming/validate", data=body, headers=WITH_SECRET)
    assert (response.status_code, (await response.get_json())["code"]) == (400, code)


async def test_a_digest_says_whose_key_it_was_and_lets_nobody_in(
    world: World, artist: Visitor, show: dict[str, Any]
) -> None:
    digest = digest_key(show["stream_key"])
    await world.ingest.refused(403, "unknown_key", "POST", "/streaming/validate", {"stream_key": digest})
    entering = {"stream_key": show["stream_key"], "session_id": "s1"}
    await world.ingest.expect(200, "POST", "/streaming/validate", entering)
    for path, live in (("stream_started", "live"), ("stream_ended", "ended")):
        other = {"session_id": "s1", "key_digest": digest_key("another")}
        await world.ingest.refused(403, "not_your_session", "POST", f"/streaming/{path}", other)
        await world.ingest.expect(200, "POST", f"/streaming/{path}", {"session_id": "s1", "key_digest": digest})
        assert (await artist.expect(200, "GET", f"/livestreams/{show['id']}"))["status"] == live
        for nothing in ({}, {"key_digest": "A" * 64}, {"key_digest": digest[1:]}):
            body = {"session_id": "s1", **nothing}
            await world.ingest.refused(400, "invalid_fields", "POST", f"/streaming/{path}", body)


async def test_node_may_ask_which_of_many_keys_are_anybodys(world: World, show: dict[str, Any]) -> None:
    digest, wrong = digest_key(show["stream_key"]), digest_key("wrong")
    told = await world.ingest.expect(200, "POST", "/streaming/recognize", {"digests": [wrong, digest]})
    assert told == {"known": [digest]}
    for digests in ([], [show["stream_key"]], [digest] * 501):
        await world.ingest.refused(400, "invalid_fields", "POST", "/streaming/recognize", {"digests": digests})
    await world.nobody.refused(401, "unauthorized", "POST", "/streaming/recognize", {"digests": [digest]})


async def test_second_publisher_is_refused_and_the_artist_hears_of_it(world: World, show: dict[str, Any]) -> None:
    await world.publish(show, "s1")
    world.live.publishers.silences["s1"] = 0.4
    body = {"stream_key": show["stream_key"], "session_id": "s2", "client_ip": "203.0.113.7"}
    problem = await world.ingest.refused(403, "already_publishing", "POST", "/streaming/validate", body)
    assert "Another encoder" in problem["detail"]
    assert world.live.heard == [("connected", "s1"), ("refused", f"{show['id']} 203.0.113.7")]


async def test_ended_and_cancelled_livestreams_refuse_publishers(
    world: World, artist: Visitor, show: dict[str, Any]
) -> None:
    await world.publish(show, "s1")
    await artist.expect(200, "POST", f"/livestreams/{show['id']}/stop")
    body = {"stream_key": show["stream_key"]}
    await world.ingest.refused(403, "livestream_ended", "POST", "/streaming/validate", body)
    other = await artist.expect(201, "POST", "/livestreams", {"title": "Never"})
    await artist.expect(200, "POST", f"/livestreams/{other['id']}/cancel")
    body = {"stream_key": other["stream_key"]}
    await world.ingest.refused(403, "livestream_cancelled", "POST", "/streaming/validate", body)


@pytest.mark.parametrize("order", list(itertools.permutations(["validate", "stream_started", "stream_ended"])))
async def test_callbacks_in_any_order_and_twice_end_in_a_livestream_without_publisher(
    world: World, artist: Visitor, show: dict[str, Any], order: tuple[str, ...]
) -> None:
    body = {"stream_key": show["stream_key"], "session_id": "s1"}
    for path in (*order, *order):
        response = await world.ingest.call("POST", f"/streaming/{path}", body)
        # An admission may come too late; what is told about a session never fails.
        assert response.status_code == 200 or (path, response.status_code) == ("validate", 403)
    own = await artist.expect(200, "GET", f"/livestreams/{show['id']}")
    started_first = order.index("stream_started") < order.index("stream_ended")
    assert (own["status"], own["publishing"]) == ("ended" if started_first else "scheduled", False)
    assert world.live.take_announced() == (["live", "ended"] if started_first else [])


async def test_lost_publisher_returns(world: World, show: dict[str, Any]) -> None:
    await world.publish(show, "s1")
    await world.unpublish(show, "s1", clean=False)
    lost = await world.nobody.expect(200, "GET", f"/livestreams/{show['id']}")
    assert lost["interrupted_until"] is not None
    await world.publish(show, "s2")
    assert (await world.nobody.expect(200, "GET", f"/livestreams/{show['id']}"))["interrupted_until"] is None
    assert world.live.take_announced() == ["live", "interrupted", "resumed"]
    assert world.live.heard[-1] == ("connected", "s2")


@pytest.mark.parametrize("options", [{"reconnect_grace": 0.0}])
async def test_without_grace_a_lost_publisher_ends_the_show(world: World, show: dict[str, Any]) -> None:
    await world.publish(show, "s1")
    await world.unpublish(show, "s1", clean=False)
    assert world.live.take_announced() == ["live", "ended"]


async def test_report_reaches_the_live_half_and_brings_back_who_must_stop(world: World) -> None:
    session: dict[str, Any] = {
        "session_id": "s1",
        "livestream_id": "l1",
        "kind": "show",
        "playback_id": "p1",
        "idle_ms": 40,
        "state": "publishing",
        "health": {"bitrate": 4_000_000, "advice": ["fine"]},
    }
    world.live.orders = [Stop(session_id="s1", reason="ended", message="The livestream was ended on its page.")]
    body = {"node": "n1", "sessions": [session], "wait_ms": 1_500, "unknown": True}
    assert await world.ingest.expect(200, "POST", "/streaming/report", body) == {
        "orders": [asdict(*world.live.orders)]
    }
    assert world.live.publishers.reports == [("n1", [ReportedSession(**session)])]
    assert world.live.settled == [("n1", {"s1": "l1"})]
    assert world.live.waited == [([ReportedSession(**session)], 1.5)]


async def test_playlist_held_for_a_lost_publisher_is_nobody_publishing(world: World) -> None:
    session = {"session_id": "s1", "livestream_id": "l1", "state": "interrupted"}
    await world.ingest.expect(200, "POST", "/streaming/report", {"node": "n1", "sessions": [session]})
    assert world.live.settled == [("n1", {})]


async def test_how_long_ago_it_was_goes_before_the_nodes_own_clock(
    world: World, artist: Visitor, show: dict[str, Any]
) -> None:
    body = {"stream_key": show["stream_key"], "session_id": "s1", "node": "n1"}
    await world.ingest.expect(200, "POST", "/streaming/validate", body)
    started = {**body, "at": "2020-01-01T00:00:00Z", "ago_ms": 0}
    await world.ingest.expect(200, "POST", "/streaming/stream_started", started)
    await asyncio.sleep(0.05)
    ended = {**body, "at": "2020-01-01T00:00:00Z", "ago_ms": 1, "clean": True}
    await world.ingest.expect(200, "POST", "/streaming/stream_ended", ended)
    own = await artist.expect(200, "GET", f"/livestreams/{show['id']}")
    assert own["ended_at"] > own["started_at"]
    assert own["end_reason"] == "encoder"


async def test_report_waits_no_longer_than_connections_live(world: World) -> None:
    await world.ingest.expect(200, "POST", "/streaming/report", {"node": "n", "sessions": [], "wait_ms": 10**9})
    assert world.live.waited[0][1] <= 20


async def test_report_of_a_busy_node_fits(world: World) -> None:
    sessions = [
        {"session_id": f"s{number}", "livestream_id": "l", "health": {"words": "x" * 400}} for number in range(500)
    ]
    body = {"node": "n1", "sessions": sessions}
    assert len(json.dumps(body)) > 200_000
    await world.ingest.expect(200, "POST", "/streaming/report", body)


async def test_a_kind_of_feed_that_came_later_costs_the_others_nothing(world: World) -> None:
    sessions = [
        {"session_id": "s1", "livestream_id": "l1"},
        {"session_id": "s2", "livestream_id": "l2", "kind": "hologram"},
    ]
    await world.ingest.expect(200, "POST", "/streaming/report", {"node": "n1", "sessions": sessions})
    assert world.live.settled == [("n1", {"s1": "l1", "s2": "l2"})]


async def test_figures_that_are_no_numbers_reach_nobody_as_such(world: World) -> None:
    session = {"session_id": "s1", "livestream_id": "l1", "health": {"fps": math.nan, "bitrate_kbps": math.inf}}
    await world.ingest.expect(200, "POST", "/streaming/report", {"node": "n1", "sessions": [session]})
    [(_, [reported])] = world.live.publishers.reports
    assert reported.health == {"fps": None, "bitrate_kbps": None}


async def test_strange_reports_are_refused(world: World) -> None:
    body = {"node": "n1", "sessions": [{"session_id": "s1", "livestream_id": "l1", "idle_ms": "soon"}]}
    problem = await world.ingest.refused(400, "invalid_fields", "POST", "/streaming/report", body)
    [error] = problem["errors"]
    assert (error["field"], error["pointer"]) == ("sessions.0.idle_ms", "#/sessions/0/idle_ms")
    assert (error["code"], error["detail"]) == ("not_number", "Must be a number.")


async def test_secret_and_keys_stay_out_of_answers_and_logs(
    world: World, show: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", logger="api")
    body = {"stream_key": show["stream_key"], "session_id": "s1", "at": "yesterday"}
    problem = await world.ingest.refused(400, "invalid_fields", "POST", "/streaming/stream_started", body)
    for secret in (SECRET, show["stream_key"]):
        assert secret not in json.dumps(problem)
        assert secret not in caplog.text
        assert secret not in repr(world.settings)


async def test_the_last_counts_are_kept_before_a_show_ends(
    world: World, artist: Visitor, show: dict[str, Any]
) -> None:
    await world.publish(show, "s1")
    await world.unpublish(show, "s1")
    assert world.live.kept == [show["id"]]
    second = await artist.expect(201, "POST", "/livestreams", {"title": "Second"})
    await world.publish(second, "s2")
    await artist.expect(200, "POST", f"/livestreams/{second['id']}/stop")
    assert world.live.kept == [show["id"], second["id"]]


async def test_report_is_heard_and_answered_though_the_database_hangs(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hang(node: str, sessions: dict[str, str]) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(world.live, "settle", hang)
    monkeypatch.setattr("api.blueprints.streaming.ORDERS_WITHIN", 0.05)
    body = {"node": "n1", "sessions": [{"session_id": "s1", "livestream_id": "l1"}], "wait_ms": 0}
    assert await world.ingest.expect(200, "POST", "/streaming/report", body) == {"orders": []}
    assert [(node, [one.session_id for one in sessions]) for node, sessions in world.live.publishers.reports] == [
        ("n1", ["s1"])
    ]
