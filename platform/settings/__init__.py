"""What an operator may set, read once from the environment and checked. No package below this one; nothing here
opens a socket or a database."""

from settings.load import load_settings
from settings.model import Bucket, Settings, SettingsError, bracket

__all__ = ["Bucket", "Settings", "SettingsError", "bracket", "load_settings"]
