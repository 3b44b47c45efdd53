"""One stream in memory: runs, segments, parts, and the playlist that names them. Pure."""
