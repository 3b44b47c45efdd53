"""Recordings as one MP4 file each: the index is made in a child of low priority, media is read from where it lies.

No show waits for any of it: not for the making, not for the reading, and not for those who replay something either.
"""
