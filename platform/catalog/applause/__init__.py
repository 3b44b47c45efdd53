"""Applause: how loud it was, each five seconds of a show."""
