"""Rehearsals: their figures as they run, and what is said of them."""
