"""Events as lines for people. Pure, but for what it remembers of titles."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from encryptedmedia.events import (
    ApplauseHeard,
    AudienceHeard,
    ChatHeard,
    Event,
    FollowChanged,
    IngestConflict,
    IngestConnected,
    IngestDisconnected,
    IngestHealth,
    ModerationHeard,
    PlatformNotice,
    Rehearsal,
    ReminderChanged,
    ScreenMoved,
    Snapshot,
    StillChanged,
    TipReceived,
    Transition,
    ViewersChanged,
    WalletChanged,
)
from encryptedmedia.livestreams import Clip, Livestream, Marker
from encryptedmedia.room import Message

_STYLES = {
    "live": "1;31",
    "resumed": "1;31",
    "interrupted": "33",
    "conflict": "33",
    "viewers": "2",
    "still": "2",
    "health": "2",
}
_ENDED_BY = {"artist": "by its artist", "encoder": "by its encoder", "lost": "as its encoder did not come back"}
WORD = 12
"""Columns for the kind of event."""


class Lines:
    """Writes each event as one line (a snapshot as one for each livestream), in the reader's time zone."""

    def __init__(self, *, colours: bool) -> None:
        self._colours = colours
        self._titles: dict[str, str] = {}

    def write(self, event: Event) -> list[str]:
        """The event's lines."""
        match event:
            case Snapshot():
                if not event.livestreams:
                    return [self._line(event.at, "snapshot", "no livestream is live or scheduled")]
                return [self._line(event.at, one.status, self._describe(one)) for one in event.livestreams]
            case Transition(marker=Marker() as marker):
                where = f"{self._name(marker.livestream_id)}  at {_show_time(marker.at)}: {_plain(marker.title)}"
                return [self._line(event.at, "marker", f"{where}  removed" if event.removed else where)]
            case Transition(clip=Clip() as clip):
                where = f"{self._name(clip.livestream_id)}  {_plain(clip.title)}, {clip.duration:.0f} s"
                return [self._line(event.at, "clip", f"{where}  {_word(event.type)}: {clip.page_url}")]
            case Transition(clip_id=str() as clip_id):
                where = f"{self._name(event.livestream.id)}  {clip_id}"
                return [self._line(event.at, "clip", f"{where}  {_word(event.type)}")]
            case Transition():
                return [self._line(event.at, _word(event.type), self._describe(event.livestream))]
            case ViewersChanged():
                words = f"{self._name(event.livestream_id)}  {_watching(event.viewer_count)}"
                return [self._line(event.at, "viewers", words)]
            case ApplauseHeard():
                words = f"{self._name(event.livestream_id)}  {event.level:.0%}, {event.count} claps"
                return [self._line(event.at, "applause", words)]
            case StillChanged():
                return [self._line(event.at, "still", f"{self._name(event.livestream_id)}  {event.still_url}")]
            case ModerationHeard():
                words = f"{_plain(event.by['display_name'])}: {event.what.replace('_', ' ')}"
                return [self._line(event.at, "moderation", words)]
            case ChatHeard():
                return [self._line(one.at, _said_as(one), _say(one)) for one in event.messages]
            case IngestConnected():
                return [self._line(event.at, "encoder", f"{self._name(event.livestream_id)}  connected")]
            case IngestDisconnected():
                return [self._line(event.at, "encoder", f"{self._name(event.livestream_id)}  gone")]
            case IngestHealth():
                return [self._line(event.at, "health", f"{self._name(event.livestream_id)}  {_health(event.health)}")]
            case IngestConflict():
                return [self._line(event.at, "conflict", f"{self._name(event.livestream_id)}  {event.message}")]
            case Rehearsal():
                return [self._line(event.at, "rehearsal", _rehearsal(event))]
            case PlatformNotice():
                return [self._line(event.at, "platform", event.message or event.type.rpartition(".")[2])]
            case ScreenMoved():
                return [self._line(event.at, "screen", f"moved to {event.to['title']}")]
            case TipReceived():
                said = f": {event.text}" if event.text else ""
                return [self._line(event.at, "tip", f"{event.amount} tokens from {event.display_name}{said}")]
            case AudienceHeard():
                minutes = f"{event.audience['minutes_watched']:.0f} minutes watched"
                words = f"{self._name(event.livestream_id)}  {event.audience['joins']} came, {minutes}"
                return [self._line(event.at, "audience", words)]
            case FollowChanged():
                following = "following" if event.following else "no longer following"
                return [self._line(event.at, "follow", f"{following} {event.artist_id}")]
            case ReminderChanged():
                set_ = "to be reminded of" if event.reminded else "not to be reminded of"
                return [self._line(event.at, "reminder", f"{set_} {event.livestream_id}")]
            case WalletChanged():
                return [self._line(event.at, "wallet", f"{event.balance} tokens of {event.artist_id}")]

    def write_note(self, words: str, at: datetime) -> str:
        """A line that is no event."""
        return self._line(at, "-", words)

    def _describe(self, livestream: Livestream) -> str:
        self._titles[livestream.id] = livestream.title
        parts = [self._name(livestream.id), _watching(livestream.viewer_count)]
        if livestream.interrupted_until is not None:
            parts.append(f"waits until {livestream.interrupted_until.astimezone():%H:%M:%S}")
        if livestream.status == "ended" and livestream.end_reason in _ENDED_BY:
            parts.append(_ENDED_BY[livestream.end_reason])
        if livestream.status == "scheduled" and livestream.scheduled_start_at is not None:
            parts.append(f"begins {livestream.scheduled_start_at.astimezone():%Y-%m-%d %H:%M}")
        if livestream.hls_url is not None:
            parts.append(livestream.hls_url)
        if not livestream.live and livestream.replay is not None and livestream.replay.url is not None:
            parts.append(f"replay: {livestream.replay.url}")
        return "  ".join(parts)

    def _name(self, livestream_id: str) -> str:
        title = self._titles.get(livestream_id)
        # Whole: it is typed into the next command.
        return f"{_plain(title)} ({livestream_id})" if title else livestream_id

    def _line(self, at: datetime, word: str, rest: str) -> str:
        style = _STYLES.get(word)
        shown = f"{word:<{WORD}}"
        if self._colours and style is not None:
            shown = f"\x1b[{style}m{shown}\x1b[0m"
        return f"{at.astimezone():%H:%M:%S}  {shown} {rest}"


def _plain(title: str) -> str:
    """Control characters in a title must not move the reader's cursor."""
    return "".join(letter if letter.isprintable() else "?" for letter in title)


def _said_as(message: Message) -> str:
    return "question" if message.question is not None else "chat" if message.kind == "message" else message.kind


def _say(message: Message) -> str:
    account = message.account
    badges = "" if account is None or not account.badges else f" ({', '.join(map(_plain, account.badges))})"
    name = "" if account is None else f"{_plain(account.display_name)}{badges}: "
    tip = "" if message.tip is None else f"[{message.tip.amount} tokens{', given back' * message.tip.refunded}] "
    return f"{name}{tip}{_plain(message.text)}"


def _show_time(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def _word(kind: str) -> str:
    return kind.rpartition(".")[2].replace("_", " ")


def _watching(count: int) -> str:
    return "1 watches" if count == 1 else f"{count} watch"


def _rehearsal(event: Rehearsal) -> str:
    parts = [event.type.rpartition(".")[2]] if event.health is None else [_health(event.health)]
    if event.message is not None:
        parts.append(event.message)
    if event.verdict is not None:
        wrong = [str(check["words"]) for check in event.verdict.get("checks", []) if check.get("ok") is False]
        parts += ["ready"] if event.verdict.get("ready") else wrong
    return "  ".join(parts)


def _health(figures: Mapping[str, Any]) -> str:
    parts = []
    if figures.get("bitrate_kbps") is not None:
        parts.append(f"{figures['bitrate_kbps']} kbit/s")
    if figures.get("fps") is not None:
        parts.append(f"{figures['fps']:g} frames/s")
    parts += [str(words) for words in figures.get("advice") or []]
    return "  ".join(parts) or "no figures yet"
