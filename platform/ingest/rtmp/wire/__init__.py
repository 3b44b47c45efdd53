"""RTMP as bytes: handshake, chunks, messages, commands, AMF. Pure."""
