"""The audience: what web and clients must agree on about its figures."""
