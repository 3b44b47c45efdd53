"""What clients are told: the registry of events, and the shapes inside them as JSON Schema. Not who tells it."""
