"""The measurement of overlays without a network in its shortest form, in browsers with and without locks."""

from pathlib import Path

import pytest

from overlay_outage.__main__ import measure


@pytest.mark.parametrize("locks", [True, False], ids=["locks", "lease"])
async def test_what_was_given_without_a_network_is_shown_once_and_in_order(tmp_path: Path, locks: bool) -> None:
    assert await measure(0.1, 3, tmp_path, locks=locks)
