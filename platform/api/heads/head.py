"""The head of a page, and its words for whoever runs no scripts; put into the build's `index.html`. Pure."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final, Literal, NamedTuple

SITE: Final = "EncryptedMedia Live"
MOST_WORDS: Final = 200
"""Letters of a description."""

Line = tuple[Literal["name", "property"], str, str]
"""A `<meta>` element: by what it is known, its name, and what it says."""
Data = Mapping[str, Any]
"""A thing in schema.org's words."""


class Image(NamedTuple):
    """A picture at a whole address; its size in pixels, where that is known."""

    url: str
    size: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What is said of one page."""

    title: str
    """Of what is on it, without the site's name; empty: of the site itself."""
    url: str
    """The one whole address that it is known by."""
    words: str
    """What there is to see, in a sentence."""
    language: str = "en"
    """Of our own words in it."""
    kind: str = "website"
    """Open Graph's type."""
    image: Image | None = None
    card: str = ""
    """Twitter's; empty: by whether there is a picture."""
    lines: Sequence[Line] = ()
    """What there is to say besides."""
    data: Sequence[Data] = ()
    embed: str | None = None
    """Where oEmbed tells how to show it elsewhere."""
    hidden: bool = False
    """No search engine is to list it."""
    shown: Mapping[str, Any] | None = None
    """The livestream that the page is about, as everybody may know it: what its channel will tell first, so that the
    page need not wait for that."""
    drawn: str = ""
    """HTML that is seen before any script has run: the picture, where its stage will be."""
    body: str = ""
    """HTML for readers without scripts."""

    def put_into(self, page: str) -> str:
        """The page with it. What the page says of itself in general gives way."""
        title = f"{self.title} · {SITE}" if self.title else SITE
        page = _DESCRIPTION.sub("", page, count=1)
        page = _TITLE.sub(lambda _: f"<title>{escape(title)}</title>", page, count=1)
        page = page.replace(_LANGUAGE, f'<html lang="{self.language}">', 1)
        page = page.replace("</head>", f"{self._write()}\n  </head>", 1)
        if self.drawn:
            page = page.replace(_ROOT, f"{_ROOT}\n    {self.drawn}", 1)
        if not self.body:
            return page
        # Nobody whose browser runs the page sees it, not even for a moment.
        return _NOSCRIPT.sub(lambda _: f"<noscript>{self.body}</noscript>", page, count=1)

    def _write(self) -> str:
        elements = [
            f'<link rel="canonical" href={quote(self.url)} />',
            *(f"<meta {kind}={quote(name)} content={quote(value)} />" for kind, name, value in self._list_lines()),
        ]
        if self.embed is not None:
            kind = 'rel="alternate" type="application/json+oembed"'
            elements.append(f"<link {kind} href={quote(self.embed)} title={quote(self.title)} />")
        elements += [write_data(thing) for thing in self.data]
        if self.shown is not None:
            elements.append(_write_block('type="application/json" id="shown"', self.shown))
        return "\n".join(f"    {element}" for element in elements)

    def _list_lines(self) -> Iterator[Line]:
        title = self.title or SITE
        yield "name", "description", self.words
        if self.hidden:
            yield "name", "robots", "noindex"
        yield "property", "og:site_name", SITE
        yield "property", "og:type", self.kind
        yield "property", "og:url", self.url
        yield "property", "og:title", title
        yield "property", "og:description", self.words
        yield "name", "twitter:card", self.card or ("summary" if self.image is None else "summary_large_image")
        yield "name", "twitter:title", title
        yield "name", "twitter:description", self.words
        if self.image is not None:
            yield "property", "og:image", self.image.url
            yield "property", "og:image:alt", title
            if self.image.size is not None:
                width, height = map(str, self.image.size)
                yield "property", "og:image:width", width
                yield "property", "og:image:height", height
            yield "name", "twitter:image", self.image.url
        yield from self.lines


_LANGUAGE: Final = '<html lang="en">'
_ROOT: Final = '<div id="root"></div>'
"""Where the page draws itself."""
_TITLE: Final = re.compile(r"<title>[^<]*</title>")
_DESCRIPTION: Final = re.compile(r'[ \t]*<meta name="description"[^>]*>\n?')
_NOSCRIPT: Final = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)

_UNSAFE: Final = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def write_data(thing: Data) -> str:
    """JSON-LD."""
    return _write_block('type="application/ld+json"', {"@context": "https://schema.org", **thing})


def _write_block(attributes: str, data: Data) -> str:
    """A block of data is no script: a policy that forbids scripts in the page has nothing against it. But what
    somebody typed must not end it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"<script {attributes}>{text.translate(_UNSAFE)}</script>"


def without_nothing(thing: Mapping[str, Any]) -> dict[str, Any]:
    """A thing without the properties that nothing is known of."""
    return {name: value for name, value in thing.items() if value is not None and value not in ("", [])}


def shorten(text: str) -> str:
    """The first line of what somebody wrote, cut between words where it is long."""
    line = text.strip().partition("\n")[0].strip()
    if len(line) <= MOST_WORDS:
        return line
    return f"{line[: MOST_WORDS - 1].rsplit(' ', 1)[0]}…"


def quote(text: str) -> str:
    """As an attribute's value."""
    return f'"{escape(text)}"'


def link(url: str, words: str) -> str:
    """A link in HTML."""
    return f"<a href={quote(url)}>{escape(words)}</a>"


def paragraphs(texts: Iterable[str]) -> str:
    """HTML of what somebody wrote, or what was made of it; empty ones are left out."""
    return "".join(f"<p>{text}</p>" for text in texts if text)
