"""What the routes of chat share: who may read a room, and who keeps it."""
