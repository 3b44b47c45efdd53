"""An application that runs for a test, with what it starts and stops."""

from quart import Quart
from quart.testing.app import TestApp

PATIENCE = 60
"""Seconds to start and to stop in: a machine that is busy with other tests takes longer than Quart's six."""


def running(app: Quart) -> TestApp:
    """`async with running(app):` it is started, and is stopped at the end."""
    return TestApp(app, startup_timeout=PATIENCE, shutdown_timeout=PATIENCE)
