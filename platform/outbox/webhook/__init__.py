"""One webhook: its envelope, its signature, its way to the receiver."""
