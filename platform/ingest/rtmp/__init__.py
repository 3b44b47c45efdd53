"""RTMP conversations: the sockets, who is let in, and what an encoder is told."""
