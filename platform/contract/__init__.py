"""What ingest and web must agree on, said once. Values and pure functions; it knows of neither of them."""
