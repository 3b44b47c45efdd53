"""Amounts of bytes, as people write them."""

import pytest

from settings import SettingsError, load_settings
from settings.sizes import read_size, write_size


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("200GB", 200 * 10**9),
        ("1.5 TB", 1_500 * 10**9),
        (" 512MiB ", 512 << 20),
        ("1gib", 1 << 30),
        ("1000000B", 10**6),
        ("1000PB", 10**18),
    ],
)
def test_a_size_is_a_number_with_its_unit(text: str, size: int) -> None:
    assert read_size(text) == size


@pytest.mark.parametrize("text", ["", "200", "GB", "-1GB", "1,5GB", "999999B", "1001PB", "nan GB", "\u0661GB"])
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="such as 200GB"):
        read_size(text)


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (5_000, "5 KB"),
        (1_234_567_890, "1.23 GB"),
        (200 * 10**9, "200 GB"),
        (10**18, "1000 PB"),
    ],
)
def test_it_is_written_to_three_figures(size: int, words: str) -> None:
    assert write_size(size) == words


def test_the_room_for_recordings_is_a_size_or_none() -> None:
    assert load_settings({}, env_file=None, make_secrets=False).recording_quota is None
    for text, size in (("200GB", 200 * 10**9), ("none", None)):
        assert load_settings({"RECORDING_QUOTA": text}, env_file=None, make_secrets=False).recording_quota == size
    with pytest.raises(SettingsError, match="RECORDING_QUOTA: 'much'"):
        load_settings({"RECORDING_QUOTA": "much"}, env_file=None, make_secrets=False)
