"""How a publisher is doing, once a second, and what it should change. Pure: fed counts and times.

The publisher adds to the counters as tags go by (nothing is computed per tag); `sample` turns them into figures.
"""

from collections import deque
from statistics import fmean, pstdev
from typing import Any, Literal

from contract.codecs import fault_audio, fault_video
from contract.wording.advice import Advice
from ingest.media.codecs import AudioFormat, VideoFormat, read_aac, read_avc
from ingest.media.flv import inspect_audio, inspect_video
from ingest.media.preroll import Tracks
from ingest.media.timeline import Timeline

WINDOW = 10
"""Samples (seconds) that rates are taken over."""
SOUND_STOPPED = 3.0
PICTURE_STOPPED = 5.0
"""Seconds without one track, while the other goes on, after which it counts as stopped. A picture may pause for
longer where it has done so before (slides)."""
_LONG_GOP = 4.0


class Health:
    """Counters a publisher adds to, and the figures made of them."""

    __slots__ = (
        "_anchor", "_counted", "_formats", "_interval", "_key_at", "_rates", "_sampled_at", "_timeline",
        "audio_frames", "bytes", "tracks", "video_frames",
    )  # fmt: skip

    def __init__(self, tracks: Tracks, timeline: Timeline) -> None:
        self.tracks = tracks
        self._timeline = timeline
        self._formats: tuple[bytes | None, VideoFormat | None, bytes | None, AudioFormat | None] = (None,) * 4
        self.bytes = 0
        self.video_frames = 0
        self.audio_frames = 0
        self._key_at: int | None = None
        self._interval: float | None = None
        self._anchor: tuple[float, int] | None = None
        self._sampled_at: float | None = None
        self._counted = (0, 0, 0)
        self._rates: deque[tuple[float, float, float]] = deque(maxlen=WINDOW)  # bits, frames, sounds, each a second

    def note_keyframe(self, at: int) -> None:
        """A video keyframe at `at` milliseconds on the time line."""
        if self._key_at is not None and at > self._key_at:
            self._interval = (at - self._key_at) / 1000
        self._key_at = at

    def sample(self, now: float, queued: int) -> dict[str, Any]:
        """The figures at `now` (seconds), with `queued` bytes waiting for FFmpeg: JSON-ready, None where unknown."""
        self._count(now)
        tracks = self.tracks
        form, sound = self._read_formats()
        picture = (form.width, form.height) if form else self._read_picture()
        rates = [bits for bits, _, _ in self._rates]
        stopped = self._find_stopped()
        figures: dict[str, Any] = {
            "bitrate_kbps": round(fmean(rates) / 1000) if rates else None,
            "bitrate_deviation_kbps": round(pstdev(rates) / 1000) if len(rates) > 1 else None,
            "fps": round(fmean(frames for _, frames, _ in self._rates), 1) if rates else None,
            "keyframe_interval": self._newest_interval(),
            "recovery_points": tracks.recovery_points,
            "video_codec": tracks.video_codec or None,
            "video_profile": form.codec if form else None,
            "audio_codec": tracks.audio_codec or None,
            "width": picture[0],
            "height": picture[1],
            "sample_rate": sound.sample_rate if sound else None,
            "channels": sound.channels if sound else None,
            "audio": self.audio_frames > 0 and stopped != "sound",
            "drift_ms": self._drift(now),
            "queued_bytes": queued,
        }
        advice = advise(figures, self._rates, stopped)
        figures["advice"] = [str(each) for each in advice]
        figures["advice_codes"] = [each.to_dict() for each in advice]
        return figures

    def _find_stopped(self) -> Literal["sound", "picture"] | None:
        """The track that has stopped while the other goes on. Both stopped: a silent sender, told elsewhere."""
        audio, video = self._timeline.audio, self._timeline.video
        if not (audio.started and video.started):
            return None
        if video.seen_at - audio.seen_at > SOUND_STOPPED:
            return "sound"
        longest = max(PICTURE_STOPPED, video.longest_pause / 1000)
        return "picture" if audio.seen_at - video.seen_at > longest else None

    def _count(self, now: float) -> None:
        counts = (self.bytes, self.video_frames, self.audio_frames)
        if not self.video_frames and not self.audio_frames:
            return  # the time before the first frame is not part of any rate
        if self._sampled_at is not None and now - self._sampled_at > 0.5:
            span = now - self._sampled_at
            before = self._counted
            self._rates.append(
                ((counts[0] - before[0]) * 8 / span, (counts[1] - before[1]) / span, (counts[2] - before[2]) / span)
            )
        elif self._sampled_at is not None:
            return  # asked again at once: too short a span to divide by
        self._sampled_at = now
        self._counted = counts

    def _drift(self, now: float) -> int | None:
        """Milliseconds the show's clock is ahead of the wall's, since the first sample with media; negative: late."""
        media_at = self._timeline.end
        if not media_at:
            return None
        media_at += self._timeline.closed  # what a silent sender did not send is not late
        if self._anchor is None:
            self._anchor = (now, media_at)
        return round(media_at - self._anchor[1] - (now - self._anchor[0]) * 1000)

    def _newest_interval(self) -> float | None:
        """Seconds between the last two keyframes, or since the last one when that is already longer."""
        if self._key_at is None:
            return None
        since = (self._timeline.end - self._key_at) / 1000
        known = self._interval or 0.0
        return round(max(known, since), 2) if known or since > _LONG_GOP else None

    def _read_formats(self) -> tuple[VideoFormat | None, AudioFormat | None]:
        """What the sequence headers say; read once for each."""
        tracks = self.tracks
        video = tracks.video_config if tracks.video_codec == "h264" else None
        audio = tracks.audio_config if tracks.audio_codec == "aac" else None
        if (video, audio) != (self._formats[0], self._formats[2]):
            form = read_avc(video[inspect_video(video).payload :]) if video else None
            self._formats = (video, form, audio, read_aac(audio[inspect_audio(audio).payload :]) if audio else None)
        return self._formats[1], self._formats[3]

    def _read_picture(self) -> tuple[int | None, int | None]:
        tracks = self.tracks
        width, height = tracks.metadata.get("width"), tracks.metadata.get("height")
        if (
            isinstance(width, int | float)
            and isinstance(height, int | float)
            and 0 < width < 1e5
            and 0 < height < 1e5
        ):
            return round(width), round(height)
        return None, None


def advise(
    figures: dict[str, Any], rates: deque[tuple[float, float, float]], stopped: Literal["sound", "picture"] | None
) -> list[Advice]:
    """What an artist should change, the worst first; nothing when all is well."""
    interval, video, audio = figures["keyframe_interval"], figures["video_codec"], figures["audio_codec"]
    settled = len(rates) >= 5
    found = [
        video and fault_video(video, figures["video_profile"]),
        audio and fault_audio(audio),
    ]
    if stopped is not None:
        found.append(Advice("sound_stopped" if stopped == "sound" else "picture_stopped"))
    elif settled and video and not figures["audio"]:
        found.append(Advice("sound_missing"))
    if settled and not video and figures["audio"]:
        found.append(Advice("picture_missing"))
    if figures["recovery_points"]:
        found.append(Advice("recovery_points"))
    elif interval is not None and interval > _LONG_GOP and stopped != "picture":
        found.append(Advice("keyframes_rare", {"seconds": round(interval)}))
    drift = figures["drift_ms"]
    if drift is not None and drift < -3_000:
        found.append(Advice("late", {"seconds": round(-drift / 1000)}))
    fps = figures["fps"]
    if video and settled and fps is not None and fps < 15 and stopped != "picture":
        found.append(Advice("frames_few", {"fps": fps}))
    if figures["queued_bytes"] > 4 << 20:
        found.append(Advice("server_behind"))
    return [each for each in found if each]
