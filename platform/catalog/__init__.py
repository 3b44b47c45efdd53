"""Accounts, livestreams and their lifecycle: what the database holds and the rules over it.

Nothing here knows HTTP, sockets or RTMP, and no database object leaves: callers get frozen values and plain dicts.
"""
