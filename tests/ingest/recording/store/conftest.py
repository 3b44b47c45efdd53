"""Servers for buckets."""

from collections.abc import Iterator

import pytest

from support.buckets import Server, run_moto, run_s3rver


@pytest.fixture(scope="session")
def moto(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Moto's, for the whole session."""
    with run_moto(tmp_path_factory.mktemp("moto")) as server:
        yield server


@pytest.fixture(scope="session")
def s3rver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The other one, for the whole session."""
    with run_s3rver(tmp_path_factory.mktemp("s3rver")) as server:
        yield server


@pytest.fixture(params=["moto", "s3rver"])
def server(request: pytest.FixtureRequest) -> Server:
    """Each of them."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Server)
    return found
