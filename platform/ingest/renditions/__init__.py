"""What else a stream may be had as, beside its source."""
