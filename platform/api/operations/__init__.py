"""What a web process tells operators of itself, and of all the others."""
