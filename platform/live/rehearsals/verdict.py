"""Whether a stream is fit to go live, and if not, what to change in OBS. Pure: figures in, words out.

The figures are those of ingest's reports, one mapping a second. They come over the network, so none is relied on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any, Final

from contract.codecs import fault_audio, fault_video, find_audio, find_video

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

WITHOUT_PICTURE: Final = "Waiting for a picture."
"""One fault is one thing to change: what cannot be judged without a picture is not a fault of its own."""

_BITRATES: Final = ((1_000, 1_500, 4_500), (700, 800, 2_500), (0, 200, 1_200))
"""Lines of the picture from which on, kbit/s at least, and what to advise."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must be right. `ok` is None while it is still being measured; `words` say what was found."""

    name: str
    ok: bool | None
    words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """All checks, always the same ones in the same order."""

    checks: tuple[Check, ...]

    @property
    def ready(self) -> bool:
        """Nothing is left to measure or to change."""
        return all(check.ok for check in self.checks)

    def to_dict(self) -> dict[str, Any]:
        """`{ready, checks: [{name, ok, words}]}`"""
        checks = [{"name": check.name, "ok": check.ok, "words": check.words} for check in self.checks]
        return {"ready": self.ready, "checks": checks}


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
        words = "No picture arrives. In OBS, choose a scene that has a source, and start streaming again."
        return _say("picture", False, words) if measured else _say("picture", None, "Waiting for a picture.")
    fault = fault_video(codec, _text(figures, "video_profile"))
    if fault is not None:
        return _say("picture", False, fault)
    if figures.get("picture_black") is True:
        words = (
            "The picture is black. In OBS, choose a scene that has a source, and see that the eye beside it is open; "
            "a game or a window that is captured must be open, too."
        )
        return _say("picture", False, words)
    width, height = _number(figures, "width"), _number(figures, "height")
    size = f", {width:.0f} × {height:.0f}" if width and height else ""
    return _say("picture", True, f"{find_video(codec).name}{size}.")


def _judge_sound(figures: Figures, measured: bool) -> Check:
    codec = _text(figures, "audio_codec")
    if codec is None or figures.get("audio") is not True:
        words = (
            "No sound arrives. In OBS, see that the Audio Mixer moves, "
            "and that an audio track is ticked in Settings, Output."
        )
        return _say("sound", False, words) if measured else _say("sound", None, "Waiting for sound.")
    fault = fault_audio(codec)
    if fault is not None:
        return _say("sound", False, fault)
    peak = _number(figures, "sound_peak_db")
    if peak is not None and peak <= SILENCE_DB:
        words = (
            "Sound arrives, and it is silence. In OBS, see that the Audio Mixer moves and nothing in it is muted, "
            "and choose your microphone in Settings, Audio."
        )
        return _say("sound", False, words)
    if (wrong := next((_SOUND[code] for code in _list_problems(figures) if code in _SOUND), None)) is not None:
        return _say("sound", False, wrong)
    return _say("sound", True, f"{find_audio(codec).name}.")


_SOUND: Final = {
    "clipping": "It clips: turn it down at the mixer or in the Audio Mixer of OBS, until peaks stay below -1 dB.",
    "left_dead": "The left channel is silent: check its cable, or set the source to Mono in OBS.",
    "right_dead": "The right channel is silent: check its cable, or set the source to Mono in OBS.",
    "out_of_phase": "Left and right cancel each other out: turn the polarity of one channel, or look at the cables.",
    "quiet": "It is very quiet: turn it up at the mixer or in the Audio Mixer of OBS.",
}
"""By the codes of `ingest.loudness`."""


def _list_problems(figures: Figures) -> list[str]:
    sound = figures.get("sound")
    problems = sound.get("problems") if isinstance(sound, Mapping) else None
    return [str(code) for code in problems] if isinstance(problems, list) else []


def _judge_keyframes(figures: Figures) -> Check:
    if _text(figures, "video_codec") is None:
        return _say("keyframes", None, WITHOUT_PICTURE)
    if _number(figures, "recovery_points"):
        words = (
            "Fans who join later see no picture: recovery points come in place of whole keyframes. In OBS, Settings, "
            "Output, take intra-refresh and open-gop out of the encoder's options, and set Keyframe Interval to 2 s."
        )
        return _say("keyframes", False, words)
    interval = _number(figures, "keyframe_interval")
    if interval is None:
        return _say("keyframes", None, "Waiting for the second keyframe.")
    if interval > LONGEST_GOP:
        words = (
            f"Only every {interval:.0f} s, so fans wait long for their first picture. "
            "In OBS, Settings, Output, set Keyframe Interval to 2 s."
        )
        return _say("keyframes", False, words)
    return _say("keyframes", True, f"Every {interval:.2g} s.")


def _judge_frame_rate(samples: Sequence[Figures], measured: bool) -> Check:
    if measured and _text(samples[-1] if samples else {}, "video_codec") is None:
        return _say("frame_rate", None, WITHOUT_PICTURE)
    if not measured:
        return _say("frame_rate", None, "Measuring.")
    rates = [rate for rate in (_number(figures, "fps") for figures in samples) if rate is not None]
    newest = rates[-1] if rates else 0.0
    remedy = "In OBS, Settings, Video, choose a smaller Output Resolution; close other programs."
    if newest < LEAST_FPS:
        return _say("frame_rate", False, f"Only {newest:.0f} frames a second arrive. {remedy}")
    if max(rates) - min(rates) > FPS_SPREAD * max(rates):
        words = f"It varies between {min(rates):.0f} and {max(rates):.0f} frames a second. {remedy}"
        return _say("frame_rate", False, words)
    return _say("frame_rate", True, f"{newest:.3g} frames a second.")


def _judge_bitrate(figures: Figures, measured: bool) -> Check:
    if measured and _text(figures, "video_codec") is None:
        return _say("bitrate", None, WITHOUT_PICTURE)
    if figures.get("picture_black") is True:
        return _say("bitrate", None, "To be judged once the picture is not black.")
    if not measured:
        return _say("bitrate", None, "Measuring.")
    bitrate = _number(figures, "bitrate_kbps") or 0.0
    lines = _number(figures, "height") or 0.0
    least, advised = next((least, advised) for start, least, advised in _BITRATES if lines >= start)
    setting = "In OBS, Settings, Output, set"
    if bitrate < least:
        words = f"{bitrate:.0f} kbit/s is too little for a good picture. {setting} Bitrate to about {advised}."
        return _say("bitrate", False, words)
    if bitrate > MOST_KBPS:
        words = f"{bitrate:.0f} kbit/s is more than many fans can receive. {setting} Bitrate to 6000 or less."
        return _say("bitrate", False, words)
    deviation = _number(figures, "bitrate_deviation_kbps") or 0.0
    if deviation > BITRATE_SPREAD * bitrate:
        words = f"It swings by {deviation:.0f} around {bitrate:.0f} kbit/s. {setting} Rate Control to CBR."
        return _say("bitrate", False, words)
    return _say("bitrate", True, f"{bitrate:.0f} kbit/s.")


def _judge_clock(figures: Figures, measured: bool) -> Check:
    drift = _number(figures, "drift_ms")
    if drift is None or not measured:
        return _say("clock", None, "Measuring.")
    if drift < -DRIFT_MS:
        words = (
            f"The stream has fallen {-drift / 1000:.0f} s behind: your upload is too slow for it. "
            "In OBS, Settings, Output, lower the Bitrate, or use a cable in place of Wi-Fi."
        )
        return _say("clock", False, words)
    if drift > DRIFT_MS:
        words = (
            f"The stream's clock has run {drift / 1000:.0f} s ahead of time. "
            "Stop and start streaming in OBS; if it stays so, restart OBS."
        )
        return _say("clock", False, words)
    return _say("clock", True, "On time.")


def _judge_server(figures: Figures, measured: bool) -> Check:
    queued = _number(figures, "queued_bytes")
    if queued is None:
        return _say("server", None, "Measuring.")
    if queued > QUEUE_BYTES:
        words = "The server is behind with your stream. OBS need not change; tell whoever runs this platform."
        return _say("server", False, words)
    return _say("server", True if measured else None, "Keeps up." if measured else "Measuring.")


def _say(name: str, ok: bool | None, words: str) -> Check:
    return Check(name, ok, words)


def _text(figures: Figures, name: str) -> str | None:
    value = figures.get(name)
    return value if isinstance(value, str) and value else None


def _number(figures: Figures, name: str) -> float | None:
    value = figures.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return None
    return float(value)
