"""Livestreams: their rules, their rows, the transition log."""
