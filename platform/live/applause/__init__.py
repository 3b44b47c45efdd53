"""Applause in a web process: counted as it comes, told four times a second, and kept every five seconds."""
