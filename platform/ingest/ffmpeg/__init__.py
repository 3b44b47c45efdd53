"""FFmpeg as a child process: which one, started, fed, and seen dead."""
