"""Recordings as they are shown: playlists, and files that are read for players."""
