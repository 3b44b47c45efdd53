"""The Grafana board, held against Grafana's own rules for one and against the labels that docs/operations.md names: a
legend that names a label which an expression does not yield shows nothing there."""

import json
import re
from itertools import combinations
from typing import Any, Final

from support.processes import ROOT

from .test_alerts import find_names

COLUMNS: Final = 24
"""Of Grafana's grid."""
SCRAPED: Final = {"instance", "job"}
"""Labels that Prometheus gives to all it reads."""


def read_board() -> dict[str, Any]:
    board: dict[str, Any] = json.loads((ROOT / "deploy" / "grafana.json").read_text(encoding="utf-8"))
    return board


def read_labels() -> dict[str, set[str]]:
    """Of each metric. Only web tells its processes apart."""
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (web|ingest|both) \|([^|]*)\|", page, re.MULTILINE)
    return {
        name: SCRAPED | set(re.findall(r"`(\w+)`", labels)) | ({"process"} if of != "ingest" else set())
        for name, of, labels in rows
    }


def find_grouped(expression: str) -> set[str] | None:
    """The labels that are left by the aggregation around it; None: there is none."""
    if (by := re.search(r"\b(?:sum|min|max) by \(([^)]*)\)", expression)) is not None:
        return {label.strip() for label in by[1].split(",")}
    return set() if re.match(r"(?:sum|min|max)\(", expression) else None


def list_targets() -> list[tuple[str, str, str]]:
    """Title, expression, legend."""
    return [
        (panel["title"], target["expr"], target["legendFormat"])
        for panel in read_board()["panels"]
        for target in panel["targets"]
    ]


def test_each_panel_has_a_number_a_title_and_a_place_of_its_own() -> None:
    panels = read_board()["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels) > 20
    assert len({panel["title"] for panel in panels}) == len(panels)
    for panel in panels:
        place = panel["gridPos"]
        assert place["x"] >= 0, panel["title"]
        assert place["x"] + place["w"] <= COLUMNS, panel["title"]
        assert min(place["w"], place["h"]) > 0, panel["title"]
    for one, other in combinations(panels, 2):
        a, b = one["gridPos"], other["gridPos"]
        beside = a["x"] + a["w"] <= b["x"] or b["x"] + b["w"] <= a["x"]
        below = a["y"] + a["h"] <= b["y"] or b["y"] + b["h"] <= a["y"]
        assert beside or below, (one["title"], other["title"])


def test_all_panels_ask_the_source_that_is_chosen_above_them() -> None:
    board = read_board()
    [source] = board["templating"]["list"]
    assert (source["type"], source["query"]) == ("datasource", "prometheus")
    for panel in board["panels"]:
        assert panel["datasource"] == {"type": "prometheus", "uid": f"${{{source['name']}}}"}, panel["title"]
        references = [target["refId"] for target in panel["targets"]]
        assert len(set(references)) == len(references), panel["title"]


def test_expressions_and_legends_name_labels_that_there_are() -> None:
    labels = read_labels()
    for title, expression, legend in list_targets():
        known = set.union(*(labels[name] for name in find_names(expression)))
        grouped = find_grouped(expression)
        assert (grouped or set()) <= known, title
        for name in re.findall(r"(\w+)=~?\"", expression):
            assert name in known, title
        shown = set(re.findall(r"\{\{(\w+)\}\}", legend))
        there = known if grouped is None else grouped
        assert shown <= there - ({"le"} if "histogram_quantile" in expression else set()), title


def test_lines_of_a_panel_that_come_from_many_are_told_apart() -> None:
    labels = read_labels()
    for title, expression, legend in list_targets():
        grouped = find_grouped(expression)
        if grouped is None:
            grouped = {"instance"} | set.union(*(labels[name] & {"process"} for name in find_names(expression)))
        for label in grouped - {"le"}:
            assert f"{{{{{label}}}}}" in legend, title
