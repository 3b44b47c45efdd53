"""Nobody is led to another site by a link to ours."""

import pytest

from api.signin.paths import read_next


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/livestreams",
        "/livestreams/one?day=1#top",
        "/artist/livestreams/create",
        "/livestreams?next=https://elsewhere.example",
        "/a%20b",
    ],
)
def test_a_path_of_ours_is_one(path: str) -> None:
    assert read_next(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "livestreams",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "\\\\elsewhere.example",
        "/\t/elsewhere.example",
        "/\n/elsewhere.example",
        " //elsewhere.example",
        "/.//elsewhere.example",
        "/a//elsewhere.example",
        "/../elsewhere",
        "https://elsewhere.example",
        "https:/elsewhere.example",
        "javascript:alert(1)",
        "/a\r\nSet-Cookie: x=y",
        "/caf\u00e9",
        "/\u2028",
        "/" + "x" * 600,
    ],
    ids=ascii,
)
def test_anything_else_is_none(path: str) -> None:
    assert read_next(path) is None
