"""Whether a stream is fit to go live, and if not, what to change in OBS. Pure: figures in, advice out.

The figures are those of ingest's reports, one mapping a second. They come over the network, so none is relied on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any, Final

from contract.codecs import fault_audio, fault_video, find_audio, find_video
from contract.wording.advice import Advice

Figures = Mapping[str, Any]

MEASURE: Final = 5.0
"""Seconds of figures before anything is called steady."""

LONGEST_GOP: Final = 4.0
LEAST_FPS: Final = 15.0
FPS_SPREAD: Final = 0.08
"""How far the frame rates of the last seconds may lie apart. Each is a mean of ten, so one lost second shows."""
BITRATE_SPREAD: Final = 0.5
"""The bitrate's standard deviation, as a part of it."""
MOST_KBPS: Final = 12_000
DRIFT_MS: Final = 1_500
SILENCE_DB: Final = -60.0
"""The loudest sample of some seconds; a microphone in a quiet room is louder by itself."""
QUEUE_BYTES: Final = 1 << 20

_BITRATES: Final = ((1_000, 1_500, 4_500), (700, 800, 2_500), (0, 200, 1_200))
"""Lines of the picture from which on, kbit/s at least, and what to advise."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must be right. `ok` is None while it is still being measured; `advice` says what was found."""

    name: str
    ok: bool | None
    advice: Advice

    def to_dict(self) -> dict[str, Any]:
        """`{name, ok, words, code, values}`"""
        return {"name": self.name, "ok": self.ok, "words": str(self.advice), **self.advice.to_dict()}


@dataclass(frozen=True, slots=True)
class Verdict:
    """All checks, always the same ones in the same order."""

    checks: tuple[Check, ...]

    @property
    def ready(self) -> bool:
        """Nothing is left to measure or to change."""
        return all(check.ok for check in self.checks)

    def to_dict(self) -> dict[str, Any]:
        """`{ready, checks: [{name, ok, words, code, values}]}`"""
        return {"ready": self.ready, "checks": [check.to_dict() for check in self.checks]}


def judge(samples: Sequence[Figures], seconds: float) -> Verdict:
    """The verdict on the figures of the last few seconds, newest last, `seconds` after the first there ever were."""
    newest = samples[-1] if samples else {}
    measured = seconds >= MEASURE
    return Verdict(
        (
            _judge_picture(newest, measured),
            _judge_sound(newest, measured),
            _judge_keyframes(newest),
            _judge_frame_rate(samples, measured),
            _judge_bitrate(newest, measured),
            _judge_clock(newest, measured),
            _judge_server(newest, measured),
        )
    )


def _judge_picture(figures: Figures, measured: bool) -> Check:
    codec = _text(figures, "video_codec")
    if codec is None:
        return _say("picture", False, "picture_missing") if measured else _say("picture", None, "picture_awaited")
    fault = fault_video(codec, _text(figures, "video_profile"))
    if fault is not None:
        return Check("picture", False, fault)
    if figures.get("picture_black") is True:
        return _say("picture", False, "picture_black")
    name = find_video(codec).name
    width, height = _number(figures, "width"), _number(figures, "height")
    if not (width and height):
        return _say("picture", True, "codec_good", codec=name)
    return _say("picture", True, "picture_good", codec=name, width=str(round(width)), height=str(round(height)))


def _judge_sound(figures: Figures, measured: bool) -> Check:
    codec = _text(figures, "audio_codec")
    if codec is None or figures.get("audio") is not True:
        return _say("sound", False, "sound_missing") if measured else _say("sound", None, "sound_awaited")
    fault = fault_audio(codec)
    if fault is not None:
        return Check("sound", False, fault)
    peak = _number(figures, "sound_peak_db")
    if peak is not None and peak <= SILENCE_DB:
        return _say("sound", False, "sound_silent")
    if (wrong := next((code for code in _SOUND if code in _list_problems(figures)), None)) is not None:
        return _say("sound", False, wrong)
    return _say("sound", True, "codec_good", codec=find_audio(codec).name)


_SOUND: Final = ("clipping", "left_dead", "right_dead", "out_of_phase", "quiet")
"""The codes of `ingest.loudness`, the worst first."""


def _list_problems(figures: Figures) -> list[str]:
    sound = figures.get("sound")
    problems = sound.get("problems") if isinstance(sound, Mapping) else None
    return [str(code) for code in problems] if isinstance(problems, list) else []


def _judge_keyframes(figures: Figures) -> Check:
    if _text(figures, "video_codec") is None:
        return _say("keyframes", None, "picture_awaited")
    if _number(figures, "recovery_points"):
        return _say("keyframes", False, "recovery_points")
    interval = _number(figures, "keyframe_interval")
    if interval is None:
        return _say("keyframes", None, "keyframe_awaited")
    if interval > LONGEST_GOP:
        return _say("keyframes", False, "keyframes_rare", seconds=round(interval))
    return _say("keyframes", True, "keyframes_good", seconds=float(f"{interval:.2g}"))


def _judge_frame_rate(samples: Sequence[Figures], measured: bool) -> Check:
    # One fault is one thing to change: what cannot be judged without a picture is not a fault of its own.
    if measured and _text(samples[-1] if samples else {}, "video_codec") is None:
        return _say("frame_rate", None, "picture_awaited")
    if not measured:
        return _say("frame_rate", None, "measuring")
    rates = [rate for rate in (_number(figures, "fps") for figures in samples) if rate is not None]
    newest = rates[-1] if rates else 0.0
    if newest < LEAST_FPS:
        return _say("frame_rate", False, "frames_few", fps=round(newest))
    if max(rates) - min(rates) > FPS_SPREAD * max(rates):
        return _say("frame_rate", False, "frames_vary", least=round(min(rates)), most=round(max(rates)))
    return _say("frame_rate", True, "frames_good", fps=float(f"{newest:.3g}"))


def _judge_bitrate(figures: Figures, measured: bool) -> Check:
    if measured and _text(figures, "video_codec") is None:
        return _say("bitrate", None, "picture_awaited")
    if figures.get("picture_black") is True:
        return _say("bitrate", None, "black_first")
    if not measured:
        return _say("bitrate", None, "measuring")
    bitrate = _number(figures, "bitrate_kbps") or 0.0
    lines = _number(figures, "height") or 0.0
    least, advised = next((least, advised) for start, least, advised in _BITRATES if lines >= start)
    kbps = round(bitrate)
    if bitrate < least:
        return _say("bitrate", False, "bitrate_low", kbps=kbps, advised=str(advised))
    if bitrate > MOST_KBPS:
        return _say("bitrate", False, "bitrate_high", kbps=kbps)
    deviation = _number(figures, "bitrate_deviation_kbps") or 0.0
    if deviation > BITRATE_SPREAD * bitrate:
        return _say("bitrate", False, "bitrate_swings", kbps=kbps, deviation=round(deviation))
    return _say("bitrate", True, "bitrate_good", kbps=kbps)


def _judge_clock(figures: Figures, measured: bool) -> Check:
    drift = _number(figures, "drift_ms")
    if drift is None or not measured:
        return _say("clock", None, "measuring")
    if abs(drift) > DRIFT_MS:
        return _say("clock", False, "late" if drift < 0 else "ahead", seconds=round(abs(drift) / 1000))
    return _say("clock", True, "clock_good")


def _judge_server(figures: Figures, measured: bool) -> Check:
    queued = _number(figures, "queued_bytes")
    if queued is not None and queued > QUEUE_BYTES:
        return _say("server", False, "server_behind")
    if queued is None or not measured:
        return _say("server", None, "measuring")
    return _say("server", True, "server_good")


def _say(name: str, ok: bool | None, code: str, **values: str | float) -> Check:
    return Check(name, ok, Advice(code, values))


def _text(figures: Figures, name: str) -> str | None:
    value = figures.get(name)
    return value if isinstance(value, str) and value else None


def _number(figures: Figures, name: str) -> float | None:
    value = figures.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return None
    return float(value)
