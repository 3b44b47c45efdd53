"""What an operator may set, read once from the environment and checked. No package below this one; nothing here
opens a socket or a database."""

from settings.load import load_settings
from settings.logs import configure_logging
from settings.model import Settings, SettingsError, bracket
from settings.watchdog import watch_loop

__all__ = ["Settings", "SettingsError", "bracket", "configure_logging", "load_settings", "watch_loop"]
