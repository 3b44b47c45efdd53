"""A recording on the disk: its files, and what their names say."""
