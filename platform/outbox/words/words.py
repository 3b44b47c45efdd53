"""Which languages there are."""

from outbox.words.de import GERMAN
from outbox.words.en import ENGLISH
from outbox.words.shape import Words


def find_words(language: str) -> Words:
    """Of an account's or a browser's language; English where there is none."""
    return GERMAN if language.partition("-")[0].lower() == "de" else ENGLISH
