"""Ingest killed at random moments of a show, again and again: what is lost of the recording?"""
