"""Webhooks, the first kind of delivery: the envelope, the signature, the way to the receiver."""
