"""What a look at one thing that the platform needs found."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

State = Literal["ok", "unsure", "broken"]
"""`unsure`: it may be meant so, such as a process that runs on another machine."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`what` was looked at, and how it stands. `words` say what was seen and, unless it is well, what to do."""

    what: str
    state: State
    words: str


def is_well(findings: Sequence[Finding]) -> bool:
    """Whether nothing is broken."""
    return all(one.state != "broken" for one in findings)


def read(text: str) -> list[Finding]:
    """What `write` has written as JSON.

    Raises:
        ValueError, LookupError, TypeError: this is another thing.
    """
    return [Finding(**one) for one in json.loads(text)["findings"]]


def write(findings: Sequence[Finding], *, as_json: bool) -> str:
    """A line for each, or JSON of `well` and `findings`."""
    if as_json:
        return json.dumps({"well": is_well(findings), "findings": [asdict(one) for one in findings]}, indent=2)
    return "\n".join(f"{one.state:<7} {one.what:<11} {one.words}" for one in findings)
