"""Mails as a kind of delivery: the letters' words, the way to the mail server or to the operator's console."""
