"""What somebody signs in from, in words."""

import pytest

from contract.wording.devices import LONGEST, describe_browser, describe_device, split_device

APPLE = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {APPLE} Chrome/140.0.0.0 Safari/537.36", "Chrome on Windows"),
        (f"Mozilla/5.0 (Windows NT 10.0) {APPLE} Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        (f"Mozilla/5.0 (Linux; Android 16; K) {APPLE} Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/26.0 Safari/605.1.15",
            "Safari on Mac",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 Version/26.0 Safari/604.1",
            "Safari on iPhone",
        ),
        ("python-httpx/0.28.1", "python-httpx"),
        ("curl/8.16.0", "curl"),
        ("x" * 500, "x" * LONGEST),
        ("", ""),
        ("\u202emoor/1", ""),
    ],
)
def test_a_device_is_called_what_its_owner_calls_it(user_agent: str, words: str) -> None:
    assert describe_device(user_agent) == words


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        ("call-me.example Firefox/1", "Firefox"),
        ("call-me.example Linux", ""),
        ("curl/8.16.0", ""),
        ("", ""),
    ],
)
def test_where_only_our_words_may_stand_a_program_has_no_name(user_agent: str, words: str) -> None:
    assert describe_browser(user_agent) == words


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Firefox on Linux", ("Firefox", "Linux")),
        ("Samsung Internet on Android", ("Samsung Internet", "Android")),
        ("Firefox", ("Firefox", None)),
        ("python-httpx", (None, None)),
        ("moor on Linux", (None, None)),
        ("", (None, None)),
    ],
)
def test_what_is_kept_of_a_browser_comes_apart_again(words: str, names: tuple[str | None, str | None]) -> None:
    assert split_device(words) == names
