"""The WebSocket channels: who may join which, the first frames of each, and how a socket leaves the HTTP server for
the hub. What happens afterwards is in `realtime`."""
