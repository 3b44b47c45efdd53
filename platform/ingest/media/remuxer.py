"""RTMP messages in, FLV bytes out, as a pure object: decides when a show begins, puts its times in order, and notices
when a track changes in a way that only a new FFmpeg can follow (another picture size, sound that comes late)."""

from typing import Any

from ingest.errors import AmfError
from ingest.limits.budget import Budget
from ingest.media.flv import (
    AAC,
    H264_INTER,
    INTER,
    Role,
    frame_tag,
    header,
    inspect_audio,
    inspect_video,
    pack_back_pointer,
    pack_tag_header,
)
from ingest.media.health import Health
from ingest.media.preroll import Preroll, Tracks
from ingest.media.timeline import Timeline
from ingest.rtmp.wire.commands import MAX_METADATA, find_metadata, read_metadata
from ingest.rtmp.wire.messages import AUDIO, DATA, DATA_AMF3, VIDEO, Body, Message

METADATA_AT_ONCE = 4
METADATA_A_SECOND = 1.0
"""How often metadata is read; a title may change with each song."""
_HALF = 1 << 31


class Remuxer:
    """`take` what came, write what it returns, behind `opening`. When `wants_packager` is set afterwards, open a new
    packager, begin it with `reopen()`, and offer again what `take` gave back."""

    __slots__ = (
        "_audio", "_keyframe", "_metadata_as_sent", "_metadata_reads", "_plain_audio", "_plain_video", "_preroll",
        "_stale_audio", "_stale_video", "_timeline", "_video", "entry", "health", "opening", "tracks",
        "wants_packager",
    )  # fmt: skip

    def __init__(self) -> None:
        self.tracks = Tracks()
        self._timeline = Timeline()
        self.health = Health(self.tracks, self._timeline)
        self.wants_packager = False
        self.opening = b""
        """What a packager is begun with: header, metadata and sequence headers. Empty until the show begins."""
        self.entry: int | None = None
        """Where in what `take` gave last decoding can begin: a keyframe, or any sound where there is no video."""
        self._preroll: Preroll | None = Preroll(self.tracks)
        self._video = self._audio = False  # the tracks the packager was opened with
        self._stale_video = self._stale_audio = False  # changed since then
        self._plain_video = self._plain_audio = False  # there, unchanged, and begun
        self._keyframe = False
        self._metadata_as_sent = b""
        self._metadata_reads = Budget(METADATA_AT_ONCE - 1, METADATA_A_SECOND)

    @property
    def began(self) -> bool:
        """Whether the first frame was written."""
        return self._preroll is None

    @property
    def has_video(self) -> bool:
        """Whether the show has video."""
        return self._video

    @property
    def has_audio(self) -> bool:
        """Whether the show has sound."""
        return self._audio

    def take(self, messages: list[Message], now: float) -> tuple[bytes, list[Message]]:
        """FLV bytes for the packager, and the messages not taken: from the first that needs a new packager, or that
        is neither media nor data. `now` is in seconds.

        Raises:
            RefusedError: the media cannot be packaged; words for the artist.
        """
        self.entry = None
        parts: list[Any] = []
        left: list[Message] = []
        frames = sounds = 0
        timeline = self._timeline
        picture, sound, place = timeline.video, timeline.audio, timeline.place
        for index, message in enumerate(messages):
            kind, timestamp, _, body = message
            if kind == VIDEO:
                # Nearly every message is a frame that changes nothing, so that these few lines decide the speed.
                if (
                    self._plain_video
                    and len(body) > 1
                    and (body[0] != H264_INTER or body[1] == 1)
                    and body[0] in INTER
                ):
                    out = place(picture, timestamp, now)
                elif self._preroll is not None:
                    self._wait(self._preroll, message, parts, now)
                    continue
                elif (wanted := self._find_video(message)) is not None:
                    body = wanted
                    out = place(picture, timestamp, now)
                    if self._keyframe:
                        self.health.note_keyframe(out)
                        if self.entry is None:
                            self.entry = sum(map(len, parts))
                elif self.wants_packager:
                    left = messages[index:]
                    break
                else:
                    continue
                frames += 1
            elif kind == AUDIO:
                if self._plain_audio and len(body) > 1 and body[1] == 1 and body[0] >> 4 == AAC:
                    pass
                elif self._preroll is not None:
                    self._wait(self._preroll, message, parts, now)
                    continue
                elif not self._wants_audio(message):
                    if self.wants_packager:
                        left = messages[index:]
                        break
                    continue
                out = place(sound, timestamp, now)
                sounds += 1
            elif kind in (DATA, DATA_AMF3):
                self._note_metadata(message, now)
                continue
            else:
                left = messages[index:]
                break
            # `frame_tag`, written out: the call would cost as much as its work.
            size = len(body)
            parts += (
                pack_tag_header(kind << 24 | size, (out & 0xFFFFFF) << 8 | out >> 24 & 0xFF),
                body,
                pack_back_pointer(size + 11),
            )
        if sounds and not self._video:
            self.entry = 0
        self.health.video_frames += frames
        self.health.audio_frames += sounds
        return b"".join(parts), left

    def reopen(self) -> bytes:
        """What a new packager is begun with, before the message that asked for it."""
        self._video = self.tracks.has_video
        self._audio = self.tracks.has_audio
        self._stale_video = self._stale_audio = self.wants_packager = False
        self._plain_video, self._plain_audio = self._video, self._audio
        return self._open()

    def _wait(self, preroll: Preroll, message: Message, parts: list[Any], now: float) -> None:
        if not preroll.offer(message):
            return
        self._preroll = None
        self._plain_video = self._video = preroll.video
        self._plain_audio = self._audio = preroll.audio
        first = preroll.held[0][1]
        earliest = min((held[1] - first + _HALF) % (2 * _HALF) - _HALF for held in preroll.held)
        timeline = self._timeline
        timeline.begin((first + earliest) % (2 * _HALF))
        self._open()
        if not self._video:
            self.entry = 0
        for kind, timestamp, _, body in preroll.held:
            track = timeline.video if kind == VIDEO else timeline.audio
            out = timeline.place(track, timestamp, now)
            if kind == AUDIO:
                self.health.audio_frames += 1
            else:
                self.health.video_frames += 1
                if inspect_video(body).role is Role.KEYFRAME:
                    self.health.note_keyframe(out)
                    if self.entry is None:
                        self.entry = sum(map(len, parts))
            parts += frame_tag(kind, out, body)

    def _open(self) -> bytes:
        tracks, at = self.tracks, self._timeline.end
        parts: list[Any] = [header(video=self._video, audio=self._audio)]
        if tracks.metadata_body is not None:
            parts += frame_tag(DATA, at, tracks.metadata_body)
        if self._video and tracks.video_config is not None:
            parts += frame_tag(VIDEO, at, tracks.video_config)
        if self._audio and tracks.audio_config is not None:
            parts += frame_tag(AUDIO, at, tracks.audio_config)
        self.opening = b"".join(parts)
        return self.opening

    def _find_video(self, message: Message) -> Body | None:
        """What is to be written of a video message; None, and `wants_packager` set, when not before there is a new
        one."""
        tracks = self.tracks
        head, body = tracks.look(message[3])
        self._keyframe = head.role is Role.KEYFRAME
        if head.role is Role.OTHER:
            return None
        if head.role is Role.CONFIG:
            if body != tracks.video_config:
                tracks.video_config, tracks.video_codec = bytes(body), head.codec
                self._stale_video, self._plain_video = True, False
            return None  # a repeated one says nothing new
        if head.codec != tracks.video_codec:
            tracks.video_codec = head.codec
            self._stale_video, self._plain_video = True, False
        if self._keyframe and tracks.has_video and (self._stale_video or self._stale_audio or not self._video):
            self.wants_packager = True
            return None
        return body if self._video and not self._stale_video else None

    def _wants_audio(self, message: Message) -> bool:
        tracks, body = self.tracks, message[3]
        head = inspect_audio(body)
        if head.role is Role.OTHER:
            return False
        if head.role is Role.CONFIG:
            if body != tracks.audio_config:
                tracks.audio_config, tracks.audio_codec = bytes(body), head.codec
                self._stale_audio, self._plain_audio = True, False
            return False
        if head.codec != tracks.audio_codec or not self._audio:
            tracks.audio_codec = head.codec
            self._stale_audio, self._plain_audio = True, False
        # With video, the next keyframe is the moment to begin anew; without, now is.
        if self._stale_audio and tracks.has_audio and not self._video:
            self.wants_packager = True
        return not self._stale_audio

    def _note_metadata(self, message: Message, now: float) -> None:
        if find_metadata(message) is None:
            return
        if message[3] == self._metadata_as_sent or self._metadata_reads.debt(now):
            return  # said again, or so often that it can only be meant to keep us busy
        self._metadata_reads.spend(1, now)
        self._metadata_as_sent = bytes(message[3][:MAX_METADATA])
        try:
            metadata = read_metadata(message)
        except AmfError:
            return  # a show plays without its metadata; the figures then come from the sequence headers alone
        if metadata is not None:
            self.tracks.metadata = metadata.meta
            self.tracks.metadata_body = metadata.payload
