"""Recordings as they are made: cut out of what is live, and written."""
