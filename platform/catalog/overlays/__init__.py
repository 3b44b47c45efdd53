"""Overlays: browser sources in OBS, and the alerts that each of them shows once."""
