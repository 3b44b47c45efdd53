"""E-mail addresses in the one form in which they are kept and compared, whoever typed them. Pure."""

import unicodedata
from typing import Final

import idna

_LONGEST: Final = 253
"""Of a domain (RFC 1035)."""
_MOST_TYPED: Final = 1_016
"""Signs of an address, four for each of the 254 that it may have: no letter is composed of more."""


def normalise_email(email: str) -> str:
    """As stored and compared: nobody remembers how they capitalised it, or which system composed its letters.

    What cannot be a domain stays as it is, but lower-case; beyond ASCII, nothing takes it for an address then. Nor
    does anything take what is far too long, which stays as it was typed: putting a letter's marks in order takes the
    square of their number, and thirty thousand of them kept everybody waiting for a second.
    """
    email = email.strip()
    if len(email) > _MOST_TYPED:
        return email
    local, at, domain = email.rpartition("@")
    try:
        domain = normalise_domain(domain)
    except ValueError:
        domain = unicodedata.normalize("NFC", domain.lower())
    return unicodedata.normalize("NFC", local.lower()) + at + domain


def normalise_domain(domain: str) -> str:
    """As DNS has it: ASCII, in lower case, without the root's point.

    Letters are those of UTS 46 and IDNA 2008, as browsers and registries take them: signs that only look otherwise
    (full width, in circles) are one domain, and `ß`, which the older IDNA of Python's own codec makes `ss` of, is
    another than that.

    Raises:
        ValueError: there is no such domain.
    """
    if domain.isascii():
        # Also what no registry would take today, for DNS does: underscores, two hyphens.
        return domain.lower().rstrip(".")
    if len(domain) > _LONGEST:
        raise ValueError("no such domain")
    try:
        return idna.encode(domain, uts46=True).decode().rstrip(".")
    except UnicodeError as error:
        raise ValueError("no such domain") from error
