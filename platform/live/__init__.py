"""The live half of a web process: what joins catalog and realtime. Knows no HTTP."""
