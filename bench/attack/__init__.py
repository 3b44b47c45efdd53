"""What a stranger with a few sockets can do to a show: bytes that cost an ingest node more than they cost to send."""
