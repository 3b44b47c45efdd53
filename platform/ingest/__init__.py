"""Taking publishers in over RTMP and giving their shows out over HLS, with one FFmpeg between.

It talks to web by HTTP alone: no database, no catalog, no Quart in here.
"""
