"""What a stranger may guess at is never compared letter by letter: how long that takes tells how much was right.
Hashes under a key may be: whoever guesses does not know what they change."""

import ast
import re
from pathlib import Path

PLATFORM = Path(__file__).resolve().parent.parent / "platform"
SECRETS = re.compile(
    r"(^|_)(secret|token|password|signature|signed|mac|hmac|pass|pass_key|stream_key|mark|nonce|"
    r"challenge)s?($|_(text|key|mac))"
)
HARMLESS = {
    "gate.key != pass_key", "each.admission.pass_key != pass_key", "publisher.admission.pass_key != pass_key",
}  # fmt: skip
"""What web said before, and what it says now: no stranger says either."""


def find_comparisons(source: str) -> list[str]:
    """`==` and `!=` with something on either side that is called as secrets are. Constants are no secrets."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Compare) or not all(isinstance(op, ast.Eq | ast.NotEq) for op in node.ops):
            continue
        sides = [node.left, *node.comparators]
        if any(isinstance(side, ast.Constant) for side in sides):
            continue
        names = [
            side.attr if isinstance(side, ast.Attribute) else side.id
            for side in sides
            if isinstance(side, ast.Attribute | ast.Name)
        ]
        calls = [ast.unparse(side.func).rpartition(".")[2] for side in sides if isinstance(side, ast.Call)]
        if any(SECRETS.search(name) for name in [*names, *calls]):
            found.append(ast.unparse(node))
    return found


def test_secrets_are_compared_in_constant_time() -> None:
    found = {
        str(file.relative_to(PLATFORM.parent)): compared
        for file in PLATFORM.rglob("*.py")
        if (compared := set(find_comparisons(file.read_text(encoding="utf-8"))) - HARMLESS)
    }
    assert found == {}


def test_such_a_comparison_is_found() -> None:
    assert find_comparisons("if request.token == row.token: pass")
    assert find_comparisons("ok = sign(key) != signature")
    assert not find_comparisons("if token == '' or token is None or title == other: pass")
