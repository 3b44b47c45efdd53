"""Who asks, and by which name it reached us: what addresses follow where no setting says them."""

from typing import Any

import pytest

from api.http.address import client_address, reached_host
from contract.livestreams import locate
from support.app_world import World


@pytest.mark.parametrize(
    ("sent", "host"),
    [
        ("192.168.1.20:3000", "192.168.1.20"),
        ("Studio.local", "studio.local"),
        ("[2001:db8::7]:3000", "[2001:db8::7]"),
        ("[::1]", "[::1]"),
        ("", None),
        ("host:port", None),
        ("one, two", None),
        ('"><script>', None),
        ("a/b", None),
        ("user@evil.example", None),
        ("a" * 254, None),
        ("host:123456", None),
    ],
)
def test_a_host_is_taken_when_it_is_one(sent: str, host: str | None) -> None:
    assert reached_host([(b"accept", b"*/*"), (b"host", sent.encode())]) == host


@pytest.mark.parametrize(
    ("peer", "client"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:0:7:1:2:3:4", "2001:db8:0:7::/64"),
        ("2001:db8:0:7:ffff::", "2001:db8:0:7::/64"),
        (None, "unknown"),
    ],
)
def test_whoever_has_a_whole_network_counts_as_one(peer: str | None, client: str) -> None:
    assert client_address(peer, [], 0) == client
    if peer is not None:
        assert client_address("127.0.0.1", [(b"x-forwarded-for", peer.encode())], 1) == client


@pytest.mark.parametrize("told", ["192.0.2.1:50123", "192.0.2.1", "10.0.0.9, 192.0.2.1:7"])
def test_a_port_that_a_proxy_tells_makes_nobody_another(told: str) -> None:
    assert client_address("127.0.0.1", [(b"x-forwarded-for", told.encode())], 1) == "192.0.2.1"


@pytest.mark.parametrize("told", ["[2001:db8::1]:443", "[2001:db8::2]", "2001:db8::3"])
def test_nor_does_a_port_behind_brackets(told: str) -> None:
    assert client_address("127.0.0.1", [(b"x-forwarded-for", told.encode())], 1) == "2001:db8::/64"


def test_without_a_host_there_is_none() -> None:
    assert reached_host([]) is None


def test_old_lines_of_the_log_keep_their_whole_addresses() -> None:
    whole = "http://localhost:8000/live/x/index.m3u8"
    assert locate({"hls_url": whole}, "http://10.0.0.1:8000")["hls_url"] == whole
    assert locate({"hls_url": None}, "http://10.0.0.1:8000")["hls_url"] is None
    assert locate({"hls_url": "/live/x"}, "http://10.0.0.1:8000")["hls_url"] == "http://10.0.0.1:8000/live/x"


async def ask(world: World, host: str) -> tuple[list[str], str]:
    """Every address that REST tells somebody who came by `host`, and the page's policy."""
    artist = await world.register()
    made: dict[str, Any] = await artist.expect(201, "POST", "/livestreams", {"title": "A show"}, Host=host)
    path = f"/livestreams/{made['id']}"
    await world.publish(made, f"session-{made['id']}"[:64])
    shown = [
        made,
        await artist.expect(200, "GET", path, Host=host),
        (await artist.expect(200, "GET", "/livestreams", Host=host))["livestreams"][0],
        (await artist.expect(200, "GET", "/livestreams?mine=true", Host=host))["livestreams"][0],
        await artist.expect(200, "PATCH", path, {"title": "Another"}, Host=host),
        await artist.expect(200, "GET", "/rehearsal", Host=host),
    ]
    keys = [made, await artist.expect(200, "GET", f"{path}/credentials", Host=host), shown[-1]]
    page = await world.nobody.client.get("/", headers={"Host": host})
    prefixes = {one["hls_url"].partition("/live/")[0] for one in shown}
    assert len(prefixes) == 1, prefixes
    (server,) = {one["rtmp_url"] for one in keys}
    return [*prefixes, server], page.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("options", "host", "origin", "server"),
    [
        ({}, "192.168.1.20:3000", "http://192.168.1.20:8000", "rtmp://192.168.1.20:1935/live"),
        ({}, "[fd00::7]:3000", "http://[fd00::7]:8000", "rtmp://[fd00::7]:1935/live"),
        ({}, "no host", "http://localhost:8000", "rtmp://localhost:1935/live"),
        (
            {"hls_host": "hls.example.org", "rtmp_host": "in.example.org"},
            "192.168.1.20",
            "http://hls.example.org:8000",
            "rtmp://in.example.org:1935/live",
        ),
        (
            {"hls_base_url": "https://cdn.example.org"},
            "10.0.0.1",
            "https://cdn.example.org",
            "rtmp://10.0.0.1:1935/live",
        ),
        # A proxy may write its own name for us into the request.
        (
            {"public_url": "http://live.example.org"},
            "127.0.0.1:3000",
            "http://live.example.org:8000",
            "rtmp://live.example.org:1935/live",
        ),
    ],
)
async def test_addresses_follow_who_asks_where_no_setting_says_them(
    world: World, host: str, origin: str, server: str
) -> None:
    addresses, policy = await ask(world, host)
    assert addresses == [origin, server]
    assert f"connect-src 'self' {origin};" in policy


@pytest.mark.parametrize("options", [{"rtmps_port": 1936}])
async def test_encoders_are_offered_tls_where_it_is_on(world: World) -> None:
    artist = await world.register()
    made = await artist.expect(201, "POST", "/livestreams", {"title": "A show"}, Host="192.168.1.20:3000")
    path = f"/livestreams/{made['id']}/credentials"
    for told in (
        made,
        await artist.expect(200, "GET", path, Host="192.168.1.20:3000"),
        await artist.expect(200, "POST", f"{path}/rotate", Host="192.168.1.20:3000"),
        await artist.expect(200, "GET", "/rehearsal", Host="192.168.1.20:3000"),
    ):
        assert told["rtmps_url"] == "rtmps://192.168.1.20:1936/live"
        assert told["rtmp_url"] == "rtmp://192.168.1.20:1935/live"


@pytest.mark.parametrize(
    ("options", "header"),
    [
        ({"public_url": "https://live.example.org"}, "max-age=31536000"),
        ({"public_url": "http://live.example.org"}, None),
        ({}, None),
    ],
)
async def test_browsers_are_told_to_keep_to_https_where_the_pages_have_it(world: World, header: str | None) -> None:
    for path in ("/", "/api/v1/livestreams"):
        answer = await world.nobody.client.get(path)
        assert answer.headers.get("Strict-Transport-Security") == header
