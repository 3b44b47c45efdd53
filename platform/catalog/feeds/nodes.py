"""What each ingest node reported last, where every web process can read it."""

from collections.abc import Sequence
from typing import NamedTuple

from tortoise.expressions import F

from catalog import models


class NodeReport(NamedTuple):
    """One node's last account."""

    node: str
    reports: int
    """Grows with each. Whether it does is all that it says of time, so no clock is compared with another."""
    sessions: list[str]
    """Who publishes there."""


async def write_node_report(node: str, sessions: Sequence[str]) -> None:
    """Keep a node's account in place of its last one."""
    changed = await models.IngestNode.filter(name=node).update(reports=F("reports") + 1, sessions=list(sessions))
    if not changed:
        await models.IngestNode.get_or_create(name=node, defaults={"sessions": list(sessions)})


async def select_node_reports() -> list[NodeReport]:
    """All nodes'."""
    return [NodeReport(row.name, row.reports, list(row.sessions)) for row in await models.IngestNode.all()]
