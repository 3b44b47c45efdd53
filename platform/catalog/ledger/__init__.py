"""Tokens: who holds how many of which artist's. Double entry, and nothing in it is ever changed."""
