"""The channels' way in: their routes, and how a socket leaves the HTTP server for the hub. What a channel is stands
in `live/channels`; what happens to its sockets afterwards, in `realtime`."""
