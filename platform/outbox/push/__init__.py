"""Web Push as a kind of delivery (RFC 8030, 8291, 8292): encryption, signature, the way to the services."""
