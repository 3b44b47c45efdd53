"""One way to log for every process: a line for people, on standard error."""

import logging

from runtime.repeats import Repeats
from settings.model import Settings


def configure_logging(settings: Settings, process: str, *filters: logging.Filter) -> None:
    """Set up the root logger; `process` (`web`, `ingest`) begins every line, `filters` see each before it is written.

    Libraries that log addresses, with whatever secret stands in them, are kept to warnings.
    """
    logging.basicConfig(
        level=settings.log_level,
        format=f"%(asctime)s {process} %(levelname)-7s %(name)s: %(message)s",
        force=True,
    )
    for handler in logging.getLogger().handlers:
        for each in (*filters, Repeats()):
            handler.addFilter(each)
    for name in (
        "uvicorn",
        "uvicorn.error",
        "uvicorn.access",
        "httpx",
        "httpcore",
        "pyrtmp",
        "tortoise",
        "aiosqlite",
    ):
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLogger().level))
