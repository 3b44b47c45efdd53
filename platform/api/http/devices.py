"""What somebody signs in from, in words they know it by: enough to tell one's own devices apart, and no more."""

from typing import Final

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
