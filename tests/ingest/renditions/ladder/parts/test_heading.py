"""Parameters of one encoder's pictures, and of another's."""

import pytest

from ingest.renditions.ladder.parts.heading import are_alike

FIRST = "014d401effe10018674d401eda06c7f93c04400000030300000300b3a3c58ba801000468ef3c80"
"""Of x264, at 426x240; with it began a segment of pictures of 528, 544, 528 and 528 ticks."""
SECOND = "014d401effe10017674d401eda06c7f93c0440000003004000000f23c58ba801000468ef3c80"
"""The same source, four seconds later: 544, 528, 528, 544."""


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        (FIRST, True),
        (SECOND, True),
        (SECOND.replace("4d401e", "4d401f"), False),
        (SECOND.replace("68ef3c80", "68ef3c81"), False),
        (SECOND.replace("da06c7f93c", "da0547ec04"), False),
        ("", False),
    ],
    ids=["itself", "another rate", "another level", "other picture parameters", "another size", "nothing"],
)
def test_what_decodes_the_ones_pictures_decodes_the_others_whatever_rate_they_name(other: str, alike: bool) -> None:
    assert are_alike(bytes.fromhex(FIRST), bytes.fromhex(other)) is alike
