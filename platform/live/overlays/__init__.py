"""Overlays in a web process: an artist's alerts in order, the show that goes on, and what its artist says to one."""
