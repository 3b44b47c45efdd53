"""Who wants to hear of which artist's shows, and how."""
