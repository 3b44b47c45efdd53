"""What is printed when everything serves: addresses that work where they are typed."""

import sys
from pathlib import Path

import pytest

from settings import Settings

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

from foreground.ready import find_own_address, write_banner


@pytest.mark.parametrize(
    ("settings", "pages", "servers"),
    [
        (
            Settings(),
            ["http://localhost:3000", "http://192.168.1.20:3000"],
            ["rtmp://localhost:1935/live", "rtmp://192.168.1.20:1935/live"],
        ),
        (Settings(host="127.0.0.1"), ["http://localhost:3000"], ["rtmp://localhost:1935/live"]),
        (
            Settings(public_url="https://live.example.org"),
            ["https://live.example.org"],
            ["rtmp://live.example.org:1935/live"],
        ),
        (
            Settings(rtmp_host="in.example.org"),
            ["http://localhost:3000", "http://192.168.1.20:3000"],
            ["rtmp://in.example.org:1935/live"],
        ),
    ],
)
def test_the_banner_names_what_other_devices_can_open(
    settings: Settings, pages: list[str], servers: list[str]
) -> None:
    words = write_banner(settings, "192.168.1.20").split()
    assert [word for word in words if word.startswith("http")] == pages
    assert [word for word in words if word.startswith("rtmp")] == servers


def test_a_machine_in_no_network_names_itself_alone() -> None:
    assert "other devices" not in write_banner(Settings(), None)


def test_this_machines_own_address_is_no_loopback() -> None:
    assert not (find_own_address() or "").startswith("127.")
