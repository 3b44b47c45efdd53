"""What each channel is, said once: its path, who is admitted, what a socket begins with, which lines concern it.
No HTTP: `api/channels` brings requests here, and takes the connection to the hub."""
