"""What a publisher sends before its packager can begin: metadata, sequence headers, and media up to the moment when
it is clear which tracks there are and a keyframe is at hand.

FFmpeg decides in its first milliseconds which tracks a stream has; whatever comes later needs a new FFmpeg. Senders
differ: most send both sequence headers first, some begin mid-GOP, some bring their sound half a second late.
"""

from typing import Any

from ingest.errors import RefusedError
from ingest.media.flv import Role, TagHead, inspect_audio, inspect_video, mark_dependent
from ingest.media.nal_units import SYNTAX, begins_anew, read_length_size
from ingest.rtmp.wire.messages import VIDEO, Body, Message

AUDIO_PATIENCE = 500
ANNOUNCED_AUDIO_PATIENCE = 1_500
"""Milliseconds of video to wait for sound; longer where the metadata says that it will come."""
VIDEO_PATIENCE = 1_500
ANNOUNCED_VIDEO_PATIENCE = 5_000
"""Milliseconds of sound to wait for video: encoders that look far ahead send their sound first."""
MOST_WITHOUT_KEYFRAME = 1_800
"""Video messages, half a minute of them and more, to wait for a picture that can be begun with. An encoder that has
just started sends one first, so that this is a relay, and what it relays has none."""
MAX_HELD = 1_000
MAX_HELD_BYTES = 8 << 20

NEEDS_CONFIG = frozenset({"h264", "hevc", "av1", "vvc", "aac", "opus", "flac"})


class Tracks:
    """What is known of a publisher's tracks: the newest metadata and sequence headers, as they were sent."""

    __slots__ = (
        "audio_codec", "audio_config", "metadata", "metadata_body", "recovery_points", "video_codec", "video_config",
    )  # fmt: skip

    def __init__(self) -> None:
        self.metadata: dict[str, Any] = {}
        self.metadata_body: bytes | None = None
        self.video_config: bytes | None = None
        self.audio_config: bytes | None = None
        self.video_codec = ""
        self.audio_codec = ""
        self.recovery_points = 0  # pictures that the sender calls keyframes, and no browser can begin with

    @property
    def has_video(self) -> bool:
        """Whether what is known is enough to decode video."""
        return bool(self.video_codec) and (self.video_config is not None or self.video_codec not in NEEDS_CONFIG)

    @property
    def has_audio(self) -> bool:
        """Whether what is known is enough to decode sound."""
        return bool(self.audio_codec) and (self.audio_config is not None or self.audio_codec not in NEEDS_CONFIG)

    def look(self, body: Body) -> tuple[TagHead, Body]:
        """What a VIDEO message carries, and its body, in which a keyframe is called so only where decoding can begin
        with it.

        Raises:
            RefusedError: as `inspect_video`.
        """
        head = inspect_video(body)
        syntax, config = SYNTAX.get(head.codec), self.video_config
        if head.role is not Role.KEYFRAME or syntax is None or config is None:
            return head, body
        size = read_length_size(syntax, config[inspect_video(config).payload :])
        if begins_anew(syntax, body, head.payload, size) is not False:
            return head, body
        self.recovery_points += 1
        return head._replace(role=Role.FRAME), mark_dependent(body)

    def announced(self, *names: str) -> bool | None:
        """Whether the metadata names a track; None: there is no metadata."""
        if self.metadata_body is None:
            return None
        return any(self.metadata.get(name) not in (None, 0, 0.0, "") for name in names)


class Preroll:
    """Holds media until `offer` says that the show can begin."""

    __slots__ = ("_audio_ready", "_bytes", "_key_at", "_passed", "_since", "held", "tracks", "video_seen")

    def __init__(self, tracks: Tracks) -> None:
        self.tracks = tracks
        self.held: list[Message] = []
        self._bytes = 0
        self._since: int | None = None  # time of the first media message
        self._key_at: int | None = None  # time of the keyframe that `held` begins with
        self._audio_ready = False
        self._passed = 0  # video messages before the first keyframe
        self.video_seen = False

    @property
    def video(self) -> bool:
        """Whether the show begins with video."""
        return self._key_at is not None

    @property
    def audio(self) -> bool:
        """Whether the show begins with sound."""
        return self._audio_ready

    def offer(self, message: Message) -> bool:
        """Take an AUDIO or VIDEO message; True when `held` can be written, behind the sequence headers.

        Raises:
            RefusedError: the message is of a kind that cannot be packaged, or no keyframe comes.
        """
        kind, timestamp, stream_id, body = message
        if kind == VIDEO:
            head, body = self.tracks.look(body)
            self._see_video(head, (kind, timestamp, stream_id, body))
        else:
            self._see_audio(inspect_audio(body), message)
        if self._since is None:
            self._since = timestamp
        return bool(self.held) and self._decide(timestamp)

    def _see_video(self, head: TagHead, message: Message) -> None:
        tracks = self.tracks
        if head.role is Role.OTHER:
            return
        self.video_seen = True
        tracks.video_codec = head.codec
        if head.role is Role.CONFIG:
            tracks.video_config = bytes(message[3])
        elif head.role is Role.KEYFRAME and tracks.has_video:
            if self._key_at is None:
                self._key_at = message[1]
                self._drop_before(message[1])
                self.held.insert(0, message)
                self._bytes += len(message[3])
            else:
                self._hold(message)
        elif self._key_at is not None:
            self._hold(message)
        else:
            self._passed += 1
            if self._passed > MOST_WITHOUT_KEYFRAME:
                raise RefusedError(
                    "not_playable",
                    "Pictures arrive, and none that players could begin with (a keyframe). In OBS, Output, set "
                    "Keyframe Interval to 2 s and take intra-refresh and open-gop out of the encoder's options; then "
                    "start streaming again.",
                )

    def _see_audio(self, head: TagHead, message: Message) -> None:
        tracks = self.tracks
        if head.role is Role.OTHER:
            return
        tracks.audio_codec = head.codec
        if head.role is Role.CONFIG:
            tracks.audio_config = bytes(message[3])
            self._audio_ready = True
        elif tracks.has_audio:
            self._audio_ready = True
            self._hold(message)

    def _hold(self, message: Message) -> None:
        self.held.append(message)
        self._bytes += len(message[3])
        # Only sound can pile up here, while video sends everything but a keyframe.
        while self._key_at is None and (len(self.held) > MAX_HELD or self._bytes > MAX_HELD_BYTES):
            self._bytes -= len(self.held.pop(0)[3])

    def _drop_before(self, timestamp: int) -> None:
        self.held = [message for message in self.held if 0 <= (message[1] - timestamp) % (1 << 32) < 1 << 31]
        self._bytes = sum(len(message[3]) for message in self.held)

    def _decide(self, now: int) -> bool:
        tracks = self.tracks
        waited = abs(now - self._since) if self._since is not None else 0
        if self._key_at is not None:
            announced = tracks.announced("audiocodecid", "audiosamplerate", "audiodatarate")
            if self._audio_ready or announced is False:
                return True
            patience = ANNOUNCED_AUDIO_PATIENCE if announced else AUDIO_PATIENCE
            full = len(self.held) >= MAX_HELD or self._bytes >= MAX_HELD_BYTES
            return full or abs(now - self._key_at) >= patience
        if self.video_seen:
            return False  # video is there; its keyframe will come
        announced = tracks.announced("videocodecid", "width", "videodatarate")
        if announced is False:
            return True
        return waited >= (ANNOUNCED_VIDEO_PATIENCE if announced else VIDEO_PATIENCE) or len(self.held) >= MAX_HELD
