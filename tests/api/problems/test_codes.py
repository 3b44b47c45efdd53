"""Every problem that the server can answer with is said by the pages in each of their languages."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
LANGUAGES = sorted(path.stem for path in (ROOT / "frontend" / "src" / "locales").glob("*.json"))
FOR_PROGRAMS = {
    "access_denied",  # what an identity provider says, and is not said on
    "address_too_long",
    "bad_host",
    "catalog_error",  # the base of all
    "headers_too_large",
    "not_http",
    "too_many_pipelined",
    "unauthorized",
    "websocket_only",
    "websocket_version",
}
"""No browser gets these, whatever is done on a page."""
ELSEWHERE = {"unknown", "unreachable", "invalid_line"}
"""What pages say of themselves, and of a line of a file."""


def list_codes() -> Iterator[str]:
    """As the source has them: of `ProblemError`, of the catalog's errors, and of answers that no route gives."""
    for path in (ROOT / "platform").rglob("*.py"):
        if path.is_relative_to(ROOT / "platform" / "ingest"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                place = {"ProblemError": 1, "write_refusal": 2, "Refused": 0, "NoClippingError": 0}.get(node.func.id)
                if place is not None and len(node.args) > place:
                    yield from read_text(node.args[place])
            elif isinstance(node, ast.ClassDef):
                for each in node.body:
                    if isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == "code":
                        yield from read_text(each.value)
            elif isinstance(node, ast.AnnAssign) and ast.unparse(node.target) in ("_HTTP", "_PROBLEMS"):
                assert isinstance(node.value, ast.Dict)
                yield from (code for pair in node.value.values for code in read_text(pair))


def read_text(node: ast.AST) -> list[str]:
    """The codes in an expression: one, a choice, or a pair with one."""
    texts = (each.value for each in ast.walk(node) if isinstance(each, ast.Constant))
    return [
        text for text in texts if isinstance(text, str) and re.fullmatch(r"[a-z]+(_[a-z]+)+|blocked|overloaded", text)
    ]


CODES = sorted(set(list_codes()) - FOR_PROGRAMS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_say_each_code(language: str) -> None:
    text = (ROOT / "frontend" / "src" / "locales" / f"{language}.json").read_text(encoding="utf-8")
    site = json.loads(text)["site"]
    assert len(CODES) > 120
    # Who comes back from an identity provider comes to a page that says it among the ways in.
    assert [code for code in CODES if code not in site["problems"] and code not in site["session"]] == []
    assert sorted(set(site["problems"]) - {*CODES, *ELSEWHERE}) == []


def test_languages_name_the_same_values() -> None:
    said = [
        json.loads((ROOT / "frontend" / "src" / "locales" / f"{language}.json").read_text(encoding="utf-8"))
        for language in LANGUAGES
    ]
    for code in said[0]["site"]["problems"]:
        named = {tuple(sorted(re.findall(r"\{(\w+)\}", each["site"]["problems"][code]))) for each in said}
        assert len(named) == 1, code
