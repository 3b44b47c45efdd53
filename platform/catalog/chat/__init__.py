"""Chat: a livestream's room, what is said there, and what keeps it pleasant."""
