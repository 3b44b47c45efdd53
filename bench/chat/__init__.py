"""Chat: what a room full of people costs who all hear each other, and whether each word arrives once."""
