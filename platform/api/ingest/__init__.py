"""What the ingest nodes call: who may, and what their bodies are."""
