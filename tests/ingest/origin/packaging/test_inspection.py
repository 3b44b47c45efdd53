"""What is seen and heard in a rehearsal."""

from typing import Any

import pytest

from contract.feeds import FeedKind
from ingest.origin.server import OriginServer
from support.flv_clips import feed, make_clip
from support.origin_shows import timed
from support.origins import admit
from support.waiting import until


@pytest.mark.parametrize(
    ("kind", "black", "silent"),
    [
        ({"picture": "color=black", "sound": "anullsrc=channel_layout=stereo"}, True, True),
        ({"picture": "color=black"}, True, False),
        ({"sound": "anullsrc=channel_layout=stereo"}, False, True),
        ({}, False, False),
        ({"video": False}, None, False),
        ({"audio": False}, False, None),
    ],
)
@timed(look_every=0.5)
async def test_what_is_seen_and_heard_in_a_rehearsal_is_found(
    origin: OriginServer,
    kind: dict[str, Any],
    black: bool | None,
    silent: bool | None,
) -> None:
    packager = await origin.open(admit(kind=FeedKind.REHEARSAL))
    feed(packager, make_clip(seconds=6, **kind))
    await until(lambda: packager.findings, 30)
    findings = packager.findings
    assert findings["picture_black"] is black
    assert (None if findings["sound_peak_db"] is None else findings["sound_peak_db"] < -60) is silent


async def test_a_show_is_not_looked_into(origin: OriginServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.origin.packaging.packager.Inspection", None)
    packager = await origin.open(admit())
    feed(packager, make_clip())
    assert packager.findings == {}
