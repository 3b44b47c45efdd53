"""Both processes as an operator starts them, and what they tell Prometheus."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from support.platform_pair import PlatformPair
from support.processes import ROOT
from support.publisher import Publisher
from support.rest import Artist
from support.waiting import until

TOKEN = "a token for Prometheus"


@pytest.fixture(scope="module", params=["", TOKEN])
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[int]]]:
    """The token that is set, and the ports of web and ingest."""
    pair = PlatformPair.start(tmp_path_factory.mktemp("metrics"), METRICS_TOKEN=request.param)
    try:
        yield request.param, [pair.port, pair.http_port]
    finally:
        pair.stop()


def ask(port: int, **headers: str) -> httpx.Response:
    return httpx.get(f"http://127.0.0.1:{port}/metrics", headers=headers, timeout=30)


def scrape(port: int, token: str) -> dict[str, dict[str, float]]:
    """Of each metric, by its full name: its values by labels."""
    answer = ask(port, **({"Authorization": f"Bearer {token}"} if token else {}))
    assert answer.status_code == 200, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in answer.headers
    found: dict[str, dict[str, float]] = {}
    for family in text_string_to_metric_families(answer.text):
        name = f"{family.name}_total" if family.type == "counter" else family.name
        found[name] = {",".join(each.labels.values()): each.value for each in family.samples}
    return found


def read_page() -> dict[str, set[str]]:
    """What docs/operations.md says there is, by process."""
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (web|ingest|both) \|", page[page.index("## Metrics") :], re.MULTILINE)
    names = [name for name, _ in rows]
    assert len(names) == len(set(names)), "one definition each"
    return {process: {name for name, of in rows if of in (process, "both")} for process in ("web", "ingest")}


def test_the_page_names_what_there_is_and_nothing_else(pair: tuple[str, list[int]]) -> None:
    token, (web, ingest) = pair
    page = read_page()
    assert set(scrape(web, token)) == page["web"]
    assert set(scrape(ingest, token)) == page["ingest"]


def test_figures_are_of_this_moment(pair: tuple[str, list[int]]) -> None:
    token, (web, ingest) = pair
    before = scrape(web, token)
    assert before["encryptedmedia_database_up"] == {"": 1}
    assert before["encryptedmedia_bus_up"] == {"": 1}
    assert before["encryptedmedia_disk_free_bytes"][""] > 0
    httpx.get(f"http://127.0.0.1:{web}/health")
    after = scrape(web, token)
    name, label = "encryptedmedia_http_requests_total", "health,2xx"
    assert after[name][label] == before[name][label] + 1
    with httpx.Client() as client:
        client.get(f"http://127.0.0.1:{ingest}/ready")
        assert scrape(ingest, token)["encryptedmedia_hls_connections"][""] >= 2


def test_strangers_get_none(pair: tuple[str, list[int]]) -> None:
    token, ports = pair
    for port in ports:
        for headers in (
            {"X-Forwarded-For": "192.0.2.7"},
            {"Origin": "https://example.org"},
            *([{}, {"Authorization": f"Bearer {token}x"}] if token else []),
        ):
            answer = ask(port, **headers)
            assert answer.status_code == 401, headers
            assert "encryptedmedia_sockets" not in answer.text
            assert "encryptedmedia_streams" not in answer.text


def test_a_node_knows_who_asks_again_on_the_same_connection(pair: tuple[str, list[int]]) -> None:
    # Its reader takes a request whose headers it has seen without parsing them: those of this one count.
    token, (_, ingest) = pair
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    with httpx.Client(base_url=f"http://127.0.0.1:{ingest}", headers=headers) as client:
        for path in ("/", "/", "/metrics", "/metrics", "/", "/metrics"):
            assert client.get(path).status_code == 200, path


async def test_a_show_is_in_the_figures(pair: tuple[str, list[int]], tmp_path: Path) -> None:
    token, (web, ingest) = pair
    artist = await Artist.register(f"http://127.0.0.1:{web}")
    try:
        show = await artist.create_livestream()
        async with Publisher.start(f"{show['rtmp_url']}/{show['stream_key']}", tmp_path):
            playlist = (await until(lambda: artist.get(show["id"]), is_it=lambda one: one["hls_url"]))["hls_url"]
            await until(lambda: httpx.get(playlist, timeout=30), is_it=lambda answer: answer.status_code == 200)
            found = await until(
                lambda: scrape(ingest, token),
                is_it=lambda one: one["encryptedmedia_part_lateness_seconds"].get("+Inf", 0) > 5,
            )
    finally:
        await artist.close()
    assert found["encryptedmedia_rtmp_received_bytes_total"][""] > 10_000
    assert found["encryptedmedia_hls_sent_bytes_total"][""] > 100
    assert found["encryptedmedia_event_loop_lag_seconds"]["+Inf"] > 0
    after = scrape(ingest, token)  # its connection is gone, and what came by it is not
    name = "encryptedmedia_rtmp_received_bytes_total"
    assert after[name][""] >= found[name][""]


def test_who_guesses_is_made_to_wait_and_prometheus_is_not(pair: tuple[str, list[int]]) -> None:
    token, ports = pair
    for port in ports:
        wrong = {"X-Forwarded-For": "192.0.2.7", "Authorization": "Bearer a guess"}
        answers = (ask(port, **wrong) for _ in range(400))
        last = next(answer for answer in answers if answer.status_code != 401)
        assert last.status_code == 429
        assert int(last.headers["Retry-After"]) > 0
        scrape(port, token)
