"""How long recordings are kept, in how much room, and how artists hear of it before they go."""
