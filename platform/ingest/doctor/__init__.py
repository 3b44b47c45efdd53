"""What an ingest node needs, looked at for `encryptedmedia doctor`: FFmpeg, and the bucket of recordings."""
