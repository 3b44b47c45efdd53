"""Which channel, and how to ask for it. Pure."""

from dataclasses import dataclass, field
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from encryptedmedia.events import Cursor

_SCHEMES = {"http": "ws", "https": "wss", "ws": "ws", "wss": "wss"}


@dataclass(frozen=True, slots=True)
class Address:
    """One channel of one platform, for one client."""

    url: str
    """The platform's own, such as `http://localhost:3000`."""
    livestream_id: str | None = None
    """None: all livestreams, or with `me` what is the token's own."""
    viewer: bool = False
    me: bool = False
    topics: tuple[str, ...] = ()
    """What of a livestream to hear besides: `chat`, `moderation`, `applause`."""
    token: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        """Raises ValueError: the parts do not go together."""
        parts = urlsplit(self.url)
        if parts.scheme not in _SCHEMES or not parts.netloc:
            raise ValueError(f"{self.url!r} is no address of a platform, such as http://localhost:3000")
        if self.me and self.livestream_id is not None:
            raise ValueError("one's own channel tells of all one's livestreams, not of one")
        if self.me and not self.token:
            raise ValueError("one's own channel needs a token")
        if self.viewer and self.livestream_id is None:
            raise ValueError("a viewer watches one livestream: give its id")
        if self.topics and self.livestream_id is None:
            raise ValueError("a chat is one livestream's: give its id")

    @property
    def path(self) -> str:
        """The channel's, at the platform."""
        if self.me:
            return "/ws/me"
        if self.livestream_id is None:
            return "/ws/livestreams"
        return f"/ws/livestreams/{quote(self.livestream_id, safe='')}"

    def write_url(self, cursor: Cursor | None, chat_seq: int | None = None) -> str:
        """Where to connect, going on after `cursor` and, in the chat, after `chat_seq`."""
        parts = urlsplit(self.url)
        query: dict[str, str | int] = {}
        if self.livestream_id is not None and not self.viewer:
            query["observe"] = "true"
        if cursor is not None:
            query |= {"epoch": cursor.epoch, "seq": cursor.seq}
        if self.topics:
            query["with"] = ",".join(self.topics)
        if chat_seq is not None:
            query["chat_seq"] = chat_seq
        path = parts.path.rstrip("/") + self.path
        return urlunsplit((_SCHEMES[parts.scheme], parts.netloc, path, urlencode(query, safe=","), ""))

    @property
    def headers(self) -> dict[str, str]:
        """To send along."""
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}
