"""Chat in a web process: what is said is written down in groups, and heard in frames."""
