"""What a message between web processes costs: whoever sends it, each who hears it, and Redis."""
