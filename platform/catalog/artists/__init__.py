"""Artists, as everybody sees them."""
