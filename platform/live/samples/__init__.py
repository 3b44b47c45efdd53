"""The audience in a web process: joins, leaves and time watched of its own sockets, kept every ten seconds."""
