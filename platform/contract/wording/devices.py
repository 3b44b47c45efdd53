"""What somebody signs in from, in words they know it by: enough to tell one's own devices apart, and no more.

What is kept of a browser is words of ours, which come apart again into names that are the same in every language.
"""

from typing import Final, NamedTuple

LONGEST: Final = 60

# In this order: most browsers say that they are others, too, and the more general name comes last.
_PROGRAMS: Final = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS: Final = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def describe_device(user_agent: str) -> str:
    """`Firefox on Linux` from a `User-Agent` (RFC 9110, 10.1.5); of a program that is no browser its own first word,
    such as `python-httpx`. Empty where nothing is said."""
    if browser := describe_browser(user_agent):
        return browser
    first = user_agent.strip().partition(" ")[0].partition("/")[0]
    return first[:LONGEST] if first.isascii() and first.isprintable() else ""


def describe_browser(user_agent: str) -> str:
    """The same in words that are ours alone, for where nobody else's may stand; empty: no browser that we know."""
    program = next((name for sign, name in _PROGRAMS if sign in user_agent), "")
    system = next((name for sign, name in _SYSTEMS if sign in user_agent), "")
    return f"{program} on {system}" if program and system else program


class Browser(NamedTuple):
    """A browser by its names; None: not known, or no browser."""

    browser: str | None
    system: str | None


def split_device(words: str) -> Browser:
    """Of what `describe_device` made: its parts, where it is a browser's."""
    program, _, system = words.partition(" on ")
    if program not in {name for _, name in _PROGRAMS}:
        return Browser(None, None)
    return Browser(program, system if system in {name for _, name in _SYSTEMS} else None)
