"""From FLV to fragments: FFmpeg's input and output."""
