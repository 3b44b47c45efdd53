"""A show without an encoder: what an artist, an ingest node and an audience would do to a platform."""
