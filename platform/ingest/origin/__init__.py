"""The low-latency HLS origin: fragments from FFmpeg, held in memory, served over HTTP on `HTTP_PORT`.
No RTMP and no callbacks live here."""
