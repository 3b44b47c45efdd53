"""Methods of uvicorn's and Tortoise's that are overridden or relied on here, and promised to nobody: where one
changes, somebody has to read what is new before the new fingerprint is written here."""

import hashlib
import inspect
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from tortoise.backends.asyncpg.client import AsyncpgDBClient
from tortoise.backends.base.client import ConnectionWrapper, TransactionContextPooled
from tortoise.backends.sqlite.client import SqliteClient, SqliteTransactionContext, SqliteTransactionWrapper
from uvicorn import Server
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

ROOT = Path(__file__).resolve().parents[1]

HTTP = (
    "connection_made", "connection_lost", "data_received", "on_message_begin", "on_headers_complete",
    "on_message_complete", "on_response_complete", "pause_writing", "resume_writing", "timeout_keep_alive_handler",
    "send_400_response", "handle_websocket_upgrade", "_unset_keepalive_if_required",
)  # fmt: skip

KNOWN: list[tuple[type[Any], tuple[str, ...], str]] = [
    (Server, ("shutdown", "startup", "main_loop"), "492b1d3c4258"),
    (HttpToolsProtocol, HTTP, "c9bc58fbc951"),
    (RequestResponseCycle, ("__init__", "send"), "20477c5160e9"),
    (WebSocketsSansIOProtocol, ("data_received", "handle_connect", "connection_lost", "send"), "2e3d157c98a5"),
    (AsyncpgDBClient, ("_in_transaction",), "9aeeb141c6ff"),
    (TransactionContextPooled, ("__init__", "__aenter__", "__aexit__", "ensure_connection"), "6232cc7561ce"),
    (ConnectionWrapper, ("__init__", "__aenter__", "__aexit__", "ensure_connection"), "9fe7c59606f3"),
    (SqliteClient, ("create_connection", "acquire_connection", "_in_transaction"), "6c65b57828ff"),
    (SqliteTransactionContext, ("__init__", "__aenter__", "__aexit__", "ensure_connection"), "92639c601d55"),
    (SqliteTransactionWrapper, ("begin", "commit", "rollback", "execute_script"), "0d06a567ecf4"),
]


def fingerprint(owner: type[Any], names: tuple[str, ...]) -> str:
    source = "\n".join(inspect.getsource(getattr(owner, name)) for name in names)
    return hashlib.sha256(source.encode()).hexdigest()[:12]


@pytest.mark.parametrize(("owner", "names", "known"), KNOWN, ids=lambda each: getattr(each, "__name__", ""))
def test_what_our_subclasses_stand_on_is_as_it_was_read(owner: type[Any], names: tuple[str, ...], known: str) -> None:
    assert fingerprint(owner, names) == known


@pytest.mark.parametrize("name", ["uvicorn", "tortoise-orm"])
def test_both_are_pinned_to_their_minor_version(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    [wanted] = [each for each in map(Requirement, project["dependencies"]) if each.name == name]
    bounds = {each.operator: each.version for each in wanted.specifier}
    major, minor = bounds[">="].split(".")[:2]
    assert bounds["<"] == f"{major}.{int(minor) + 1}"
