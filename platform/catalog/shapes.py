"""People and publishers as they leave the catalog: frozen values."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from contract.feeds import FeedKind


@dataclass(frozen=True, slots=True)
class Account:
    """A person. Never holds the password's hash."""

    id: str
    email: str
    display_name: str
    role: str
    """`artist` or `fan`."""
    created_at: datetime
    email_verified: bool = False
    """Whether they have shown that the mailbox is theirs. Until then the address counts for nothing."""
    operator: bool = False
    """Made one by `encryptedmedia operator`."""
    has_password: bool = True
    shows_support: bool = True
    """Whether it may be named among those who gave most tips."""
    about: str = ""
    """An artist's own words."""
    links: Sequence[Mapping[str, str]] = field(default=(), compare=False)
    """An artist's, each `{label, url}`."""
    language: str = "en"
    """In which it is written to."""
    picture_id: str | None = None
    """Of a portrait; see `catalog.pictures.rules`."""
    era: str = field(default="", repr=False, compare=False)
    """Of which password it was read: see `catalog.accounts.eras`."""

    def is_operator(self, named: Collection[str]) -> bool:
        """Whether it may see and do what concerns all artists. `named`: the addresses whose accounts may, too, by
        `OPERATOR_EMAILS`. Anybody can register any address: it counts once it is verified."""
        return self.email_verified and (self.operator or self.email in named)


@dataclass(frozen=True, slots=True)
class PublisherSession:
    """One publisher's connection, from its admission on."""

    session_id: str
    feed_id: str
    """Its livestream's id or, in rehearsal, its artist's."""
    kind: FeedKind
    artist_id: str
    node: str
    client_ip: str
    admitted_at: datetime
    started_at: datetime | None = None
    ended_at: datetime | None = None
    reason: str = ""
