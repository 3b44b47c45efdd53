"""What is made of `/metrics`: the board and the alert rules name what docs/operations.md does, and nothing else. That
this is what the processes tell is `tests/api/blueprints/test_metrics.py`'s."""

import json
import re
from typing import Any

import yaml

from support.processes import ROOT

NAME = re.compile(r"\b(?:encryptedmedia|process)_[a-z_]+\b")


def read_names() -> set[str]:
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\| `((?:encryptedmedia|process)_\w+)` \|", page, re.MULTILINE))


def find_names(expression: str) -> set[str]:
    """The metrics that an expression names; a histogram is read by its buckets."""
    return {name.removesuffix("_bucket") for name in NAME.findall(expression)}


def read_rules() -> list[dict[str, Any]]:
    groups = yaml.safe_load((ROOT / "deploy" / "alerts.yml").read_text(encoding="utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]


def test_alerts_name_metrics_that_there_are() -> None:
    rules = read_rules()
    assert len({rule["alert"] for rule in rules}) == len(rules) > 5
    for rule in rules:
        named = find_names(rule["expr"])
        assert named or rule["expr"].startswith("up{"), rule
        assert named <= read_names(), rule
        assert rule["labels"]["severity"] in ("page", "ticket"), rule
        assert rule["annotations"]["summary"].endswith("."), rule


def test_the_board_shows_every_metric_of_the_platform_and_no_other() -> None:
    board = json.loads((ROOT / "deploy" / "grafana.json").read_text(encoding="utf-8"))
    shown: set[str] = set()
    for panel in board["panels"]:
        for target in panel["targets"]:
            named = find_names(target["expr"])
            assert named, panel["title"]
            shown |= named
    assert shown <= read_names()
    assert {name for name in read_names() if name.startswith("encryptedmedia_")} <= shown
    places = [(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in board["panels"]]
    assert len(set(places)) == len(places)
