"""Recordings: what is kept of livestreams, for how long, and for whom. Their bytes lie at the ingest nodes."""
