"""How processes hear of each other: in one process, or by Redis."""
