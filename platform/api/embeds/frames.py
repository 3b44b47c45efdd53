"""Which sites may show what in theirs, and what the others show instead. Pure."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from api.http.address import normalise_origin
from api.http.languages import pick_language

EVERYBODY: Final = "*"

REFUSAL_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors *"
)
"""Of the page that says so: it can do nothing, and there is nothing in it but a link."""

_WORDS: Final = {
    "en": ("This show is not shown on {site}", "Its artist has chosen where it is.", "Watch it here"),
    "de": (
        "Diese Show läuft nicht auf {site}",
        "Wo sie läuft, hat die Künstlerin oder der Künstler gewählt.",
        "Hier ansehen",
    ),
}


def write_ancestors(origins: Sequence[str] | None) -> str:
    """`frame-ancestors` (CSP 3) for the sites that an artist lets have a show; None: all. Ours may always, for the
    studio shows what it looks like."""
    return EVERYBODY if origins is None else " ".join(["'self'", *origins])


def find_stranger(headers: Mapping[str, str], origins: Sequence[str] | None, own: str) -> str | None:
    """The site that is about to frame the page and may not, as far as the browser says; None: none that is known of.
    What it does not say, `frame-ancestors` still decides, though without words.

    Args:
        own: our own origin.
    """
    if origins is None or headers.get("Sec-Fetch-Dest") not in ("iframe", "frame", "embed", "object"):
        return None
    asking = normalise_origin(headers.get("Referer", ""))
    return asking if asking and asking not in {*origins, normalise_origin(own)} else None


def write_refusal(stranger: str, page_url: str, languages: str) -> str:
    """The page in place of the show. `languages`: `Accept-Language`."""
    language = pick_language(languages, _WORDS)
    lead, words, action = _WORDS[language]
    site = escape(stranger.partition("://")[2])
    return f"""<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>EncryptedMedia Live</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
html {{ height: 100%; color-scheme: dark; background: #0a0b0d; color: #f5f4f1;
  font: 16px/1.5 ui-sans-serif, system-ui, sans-serif; }}
body {{ box-sizing: border-box; display: grid; place-content: center; gap: 12px; min-height: 100%; margin: 0;
  padding: 16px; text-align: center; }}
p {{ margin: 0; color: #b3b8c1; }}
p:first-child {{ color: inherit; font-size: 20px; font-weight: 600; text-wrap: balance; }}
a {{ display: inline-block; padding: 10px 16px; border: 1px solid #8b8f97; border-radius: 10px; color: inherit;
  text-decoration: none; }}
a:focus-visible {{ outline: 3px solid #7adccb; outline-offset: 2px; }}
</style></head>
<body><p>{lead.format(site=f"<bdi>{site}</bdi>")}</p><p>{words}</p>
<p><a href="{escape(page_url)}" target="_blank" rel="noopener">{action}</a></p></body></html>
"""
