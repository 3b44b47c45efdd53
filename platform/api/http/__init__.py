"""The HTTP server: connections, addresses, headers, files."""
