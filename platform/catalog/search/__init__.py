"""Finding shows and artists by words."""
