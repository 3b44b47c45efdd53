"""Markers: moments of a show that its artist has named. They are the chapters of what is kept of it."""
