"""What more than one process tells people, each with a stable code, by which it can be said in any language."""
