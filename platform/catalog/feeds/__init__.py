"""Places to publish to, and the sessions that do."""
