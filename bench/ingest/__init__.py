"""Ingest: megabits received per CPU second, and what a whole stream costs, next to NMS, nginx-rtmp and pyrtmp."""
