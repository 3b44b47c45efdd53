"""The audience of shows: samples of ten seconds, and every figure that is counted from them."""
