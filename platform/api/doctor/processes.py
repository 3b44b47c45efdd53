"""The processes on this machine, as they say themselves at `/ready`."""

from dataclasses import dataclass, field
from typing import Final, Literal

import httpx

from runtime.findings import Finding
from settings import Settings
from settings.model import bracket

PATIENCE: Final = 5.0
"""Seconds that one has to answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is at a port: nobody, a stranger, or a process of ours with what it says."""

    who: Literal["nobody", "stranger", "ours"]
    ready: bool = False
    parts: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def find_host(settings: Settings) -> str:
    """Where what listens on `HOST` is asked."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104 - compared, not bound


async def ask_process(settings: Settings, port: int) -> Answer:
    """Who is there."""
    try:
        async with httpx.AsyncClient(timeout=PATIENCE, trust_env=False) as client:
            answer = await client.get(f"http://{bracket(find_host(settings))}:{port}/ready")
        body = answer.json()
        parts = {str(part): str(words) for part, words in body["parts"].items()}
        problems = body.get("problems", {})
        told = problems.values() if isinstance(problems, dict) else problems
        return Answer("ours", bool(body["ready"]), parts, [str(words) for words in told])
    except httpx.ConnectError:
        return Answer("nobody")
    except (httpx.HTTPError, ValueError, LookupError, AttributeError, TypeError):
        return Answer("stranger")


def judge_process(what: str, answer: Answer) -> Finding:
    """Whether web or ingest runs on this machine and can serve."""
    if answer.who == "nobody":
        return Finding(what, "unsure", "It does not answer on this machine. Start it, unless it runs on another.")
    if answer.who == "stranger":
        return Finding(what, "broken", "It does not answer, or another program has its port. End that one.")
    wrong = [f"{part}: {words}" for part, words in answer.parts.items() if words != "ok"] + answer.problems
    if not answer.ready:
        return Finding(what, "broken", " ".join(wrong) or "It is not ready.")
    return Finding(what, "unsure" if wrong else "ok", " ".join(wrong) or "It is ready.")
