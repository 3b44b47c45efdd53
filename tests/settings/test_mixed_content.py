"""Pages with TLS and pictures without: no browser shows them, and the operator is told."""

import pytest

from settings import load_settings

SECRETS = {"SECRET_KEY": "a" * 64, "STREAMING_SECRET": "b" * 64}
PAGES = "https://live.example.org"


@pytest.mark.parametrize(
    ("given", "origin"),
    [
        ({}, "http://live.example.org:8000"),
        ({"HLS_HOST": "media.example.org", "HLS_PORT": "80"}, "http://media.example.org:80"),
        ({"HLS_BASE_URL": "http://cdn.example.org"}, "http://cdn.example.org"),
    ],
)
def test_pictures_without_tls_on_a_page_with_it_are_spoken_of(given: dict[str, str], origin: str) -> None:
    words = load_settings({**SECRETS, "PUBLIC_URL": PAGES, **given}, env_file=None).blocked_media
    assert words is not None
    assert f"players are sent to {origin}: browsers refuse" in words
    assert "set HLS_BASE_URL to its https:// address" in words


def test_setting_to_change_is_the_one_that_counts() -> None:
    both = {"PUBLIC_MEDIA_URL": "http://one.example.org", "HLS_BASE_URL": PAGES}
    words = load_settings({**SECRETS, "PUBLIC_URL": PAGES, **both}, env_file=None).blocked_media
    assert words is not None
    assert "players are sent to http://one.example.org: browsers refuse" in words
    assert "set PUBLIC_MEDIA_URL to its https:// address" in words


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"PUBLIC_URL": "http://live.example.org"},
        {"PUBLIC_URL": "http://live.example.org", "HLS_BASE_URL": "https://cdn.example.org"},
        {"PUBLIC_URL": PAGES, "HLS_BASE_URL": PAGES},
        {"PUBLIC_URL": PAGES, "PUBLIC_MEDIA_URL": "https://one.example.org"},
        {"PUBLIC_URL": "https://localhost"},
        {"PUBLIC_URL": PAGES, "HLS_HOST": "127.0.0.1"},
        {"PUBLIC_URL": PAGES, "HLS_HOST": "::1"},
    ],
)
def test_pictures_that_browsers_show_are_not(given: dict[str, str]) -> None:
    assert load_settings({**SECRETS, **given}, env_file=None).blocked_media is None
