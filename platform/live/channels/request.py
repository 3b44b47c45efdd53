"""Who asks for a channel, what for, and what they are told when they may not."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from itertools import permutations
from urllib.parse import parse_qs

from catalog.accounts.access_tokens import SCOPES, Scope
from catalog.accounts.credentials import Credential
from contract.wording.faults import Fault

MOST_FIELDS = 64
"""Of a query. Six mean something; a link may have brought some more."""
SCREEN = r"[A-Za-z0-9_-]{8,64}"
"""What a page may call itself."""
TOPICS = frozenset({"chat", "moderation", "applause"})
"""What a livestream's channel tells besides, to whoever asks for it: with `moderation` the chat without its delay."""
OVERLAY_TOPICS = frozenset({"alerts", "chat", "applause", "markers"})
"""The same of an overlay's."""
_NUMBER = re.compile("[0-9]{1,15}")
SCREEN_WORDS = "8 to 64 letters (a to z), digits, - or _"


class Refusal(Exception):  # noqa: N818 - an answer, not a fault
    """The socket is closed with `code` (DESIGN, channels) and these words. `problem` is the stable code where HTTP is
    spoken and the close code has more meanings than one."""

    def __init__(self, code: int, reason: str, problem: str = "", faults: Mapping[str, Fault] | None = None) -> None:
        super().__init__(reason)
        self.code = code
        self.problem = problem
        self.faults = faults or {}
        """What is wrong with the query's fields."""


@dataclass(frozen=True, slots=True)
class Request:
    """The query of a channel's address."""

    observe: bool = False
    epoch: str | None = None
    seq: int | None = None
    screen: str = ""
    """What the page calls itself, over all its connections."""
    topics: frozenset[str] = frozenset()
    """What it wants to hear besides."""
    chat_seq: int | None = None
    """Up to where it knows the chat."""
    alert_seq: int | None = None
    """The last alert that an overlay has begun to show."""

    @classmethod
    def parse(cls, query: bytes) -> "Request":
        """From `observe=true&epoch=E&seq=N&screen=NAME&with=chat,applause&chat_seq=N`.

        Raises:
            Refusal: 4400, a value is not what it should be.
        """
        if not query:
            return _PLAIN
        if (page := _PAGE.fullmatch(query)) is not None and (topics := _SPELLED.get(page[2])) is not None:
            return cls(screen=page[1].decode(), topics=topics)
        try:
            pairs = parse_qs(query.decode("latin-1"), max_num_fields=MOST_FIELDS)
        except ValueError:
            raise Refusal(4400, "the address has too many fields") from None
        fields = {name: values[-1] for name, values in pairs.items()}
        observe, seq = fields.get("observe", "false"), fields.get("seq")
        if observe not in ("true", "false"):
            raise _refuse("observe", Fault("not_boolean"), "must be true or false")
        chat_seq, alert_seq = fields.get("chat_seq"), fields.get("alert_seq")
        if seq is not None and not _NUMBER.fullmatch(seq):
            raise _refuse("seq", Fault("not_whole"), "must be the seq of the last transition you saw")
        if chat_seq is not None and not _NUMBER.fullmatch(chat_seq):
            raise _refuse("chat_seq", Fault("not_whole"), "must be the seq of the last chat event you saw")
        if alert_seq is not None and not _NUMBER.fullmatch(alert_seq):
            raise _refuse("alert_seq", Fault("not_whole"), "must be the number of the last alert that was shown")
        topics = frozenset(filter(None, fields.get("with", "").split(",")))
        if not topics <= TOPICS | OVERLAY_TOPICS:
            raise _refuse_topics(TOPICS)
        if (seq is None) != ("epoch" not in fields):
            missing = {"epoch" if seq is not None else "seq": Fault("required")}
            raise Refusal(4400, "epoch and seq resume a channel together", faults=missing)
        screen = fields.get("screen", "")
        if screen and re.fullmatch(SCREEN, screen) is None:
            raise _refuse("screen", Fault("screen_name"), f"must be {SCREEN_WORDS}")
        return cls(
            observe == "true",
            fields.get("epoch"),
            None if seq is None else int(seq),
            screen,
            topics,
            None if chat_seq is None else int(chat_seq),
            None if alert_seq is None else int(alert_seq),
        )

    def check_topics(self, topics: frozenset[str]) -> None:
        """Raises Refusal: 4400, it asks for others."""
        if not self.topics <= topics:
            raise _refuse_topics(topics)


def _refuse(name: str, fault: Fault, words: str) -> Refusal:
    return Refusal(4400, f"{name} {words}", faults={name: fault})


def _refuse_topics(topics: frozenset[str]) -> Refusal:
    allowed = tuple(sorted(topics))
    words = f"may name {', '.join(allowed)}, with commas in between"
    return _refuse("with", Fault("not_one_of", allowed=allowed), words)


_PLAIN = Request()
"""What programs ask for: one for all."""
_PAGE = re.compile(rf"screen=({SCREEN})(?:&with=([A-Za-z%,0-9]+))?".encode())
"""What pages ask for that do not resume: nearly everybody, and all at once when a process comes back."""
_SPELLED: dict[bytes | None, frozenset[str]] = {
    None: frozenset(),
    **{
        comma.join(names).encode(): frozenset(names)
        for count in range(1, len(TOPICS) + 1)
        for names in permutations(TOPICS, count)
        for comma in (",", "%2C")
    },
}
"""Their topics, as browsers spell them."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever asks to join. `account_id` is None where nobody is signed in; `session` is the name of what was shown,
    and an access token's is good for `scopes` only."""

    account_id: str | None = None
    role: str = ""
    """`artist` or `fan`."""
    display_name: str = ""
    session: str = ""
    scopes: frozenset[Scope] = frozenset(SCOPES)

    @classmethod
    def of(cls, credential: Credential) -> "Visitor":
        """Somebody who is signed in, or comes with an access token."""
        account = credential.account
        scopes = frozenset(SCOPES) if credential.session is not None else credential.scopes
        return cls(account.id, account.role, account.display_name, credential.name, scopes=scopes)

    def check(self, scope: Scope) -> None:
        """Raises Refusal: 4403, the access token is not for this."""
        if scope not in self.scopes:
            raise Refusal(4403, f"this access token lacks the scope {scope}", "scope_missing")


Identify = Callable[[], Awaitable[Visitor]]
"""Finds out who asks; refuses credentials from a page of another origin."""
