"""Delivery: playlists and parts per CPU second beside express.static and nginx, and what a crowd costs the origin."""
