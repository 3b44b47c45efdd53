"""What a node promises fits into the files it may open."""

import resource
import subprocess
import sys

import pytest

from ingest.capacity import PER_PUBLISHER, RESERVE, fit_to_descriptors
from settings import Settings


def test_where_the_limit_can_be_raised_all_that_is_set_is_promised() -> None:
    asked: list[int] = []

    def raise_limit(wanted: int) -> int:
        asked.append(wanted)
        return wanted

    settings = Settings(rtmp_connections=100, hls_connections=1_000)
    assert fit_to_descriptors(settings, raise_limit) is settings
    assert asked == [RESERVE + 400 + 1_000]


@pytest.mark.parametrize("limit", [100, 1_024, 4_096, 20_000])
def test_where_it_cannot_fewer_are_promised_in_words(limit: int, caplog: pytest.LogCaptureFixture) -> None:
    fitted = fit_to_descriptors(Settings(), lambda wanted: limit)
    needed = PER_PUBLISHER * fitted.rtmp_connections + fitted.hls_connections
    assert needed + RESERVE <= max(limit, RESERVE + 2 * PER_PUBLISHER)
    assert fitted.rtmp_connections_per_address * 5 <= max(5, fitted.rtmp_connections)
    assert fitted.hls_connections_per_address * 4 <= max(4, fitted.hls_connections)
    (record,) = caplog.records
    assert f"may open {limit} files" in record.getMessage()


def test_a_process_raises_its_own_limit() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2_000 if hard == resource.RLIM_INFINITY else min(2_000, hard)
    code = (
        "import resource; from runtime.descriptors import raise_descriptor_limit as up;"
        f"resource.setrlimit(resource.RLIMIT_NOFILE, (1_000, {hard}));"
        "print(up(2_000), resource.getrlimit(resource.RLIMIT_NOFILE)[0], up(10))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": "platform"}
    )
    assert done.stdout.split() == [str(wanted)] * 3
