"""Tips: a fan's tokens go back to the artist who issued them, and all who watch see it."""
