"""Pictures of artists, and covers of shows."""
