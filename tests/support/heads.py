"""What a page says of itself, as other sites and search engines read it."""

import json
from html.parser import HTMLParser
from typing import Any

PAGE = """<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="description" content="Live shows." />
    <title>EncryptedMedia Live</title>
  </head>
  <body><div id="root"></div><noscript>It needs JavaScript.</noscript></body>
</html>
"""


class ReadHead(HTMLParser):
    """A page's title, its `<meta>` elements by name in order, its `<link>`s by what they are, its data, and the words
    and links for readers without scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.meta: dict[str, list[str]] = {}
        self.links: dict[str, str] = {}
        self.data: list[dict[str, Any]] = []
        self.title = self.words = ""
        self.leads_to: list[str] = []
        self._inside: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        fields = {name: value or "" for name, value in attrs}
        name = fields.get("property") or fields.get("name")
        if tag == "meta":
            if name:
                self.meta.setdefault(name, []).append(fields["content"])
            return
        if tag == "link":
            self.links[fields.get("type") or fields["rel"]] = fields["href"]
            return
        if tag == "a" and "noscript" in self._inside:
            self.leads_to.append(fields["href"])
        self._inside.append(tag)

    def handle_data(self, data: str) -> None:
        inside = self._inside[-1] if self._inside else ""
        if inside == "title":
            self.title += data
        elif inside == "script":
            self.data.append(json.loads(data))
        elif "noscript" in self._inside:
            self.words += data

    def handle_endtag(self, tag: str) -> None:
        if self._inside:
            self._inside.pop()

    def find(self, kind: str) -> dict[str, Any]:
        """The thing of this type among the data."""
        (found,) = [thing for thing in self.data if thing["@type"] == kind]
        return found


def read_drawn(page: str) -> dict[str, str]:
    """What is said of the picture that is drawn before the page itself; nothing: there is none."""
    drawn = _Drawn()
    drawn.feed(page)
    drawn.close()
    return drawn.picture


class _Drawn(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.picture: dict[str, str] = {}
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        fields = {name: value or "" for name, value in attrs}
        self._inside = self._inside or fields.get("id") == "drawn"
        if self._inside and tag == "img":
            self.picture = fields
