"""What keeps rooms pleasant: who may not write, what is not to be said, who did what."""
