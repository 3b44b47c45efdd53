"""Which codecs fans can play, and what an artist is told of the others: one list for ingest's refusal, for the advice
in its figures, and for the verdict on a rehearsal.

Refused is what browsers cannot play at all: the page would stay black for the whole show, and the cure is one
setting. Sound of that kind takes the picture with it, since a browser opens both or neither (seen in Chromium:
`isTypeSupported` is false for MP3, AC-3 and E-AC-3 in MP4). What some browsers play is let in with words; the artist
may know their fans. Codecs are named as FFmpeg names them.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from contract.wording.advice import Advice


class Reach(Enum):
    """Whose browsers play it."""

    ALL = "all"
    SOME = "some"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Codec:
    """`name` as artists know it."""

    name: str
    reach: Reach


_ALL, _SOME, _NONE = Reach.ALL, Reach.SOME, Reach.NONE

VIDEO: Final[dict[str, Codec]] = {
    "h264": Codec("H.264", _ALL),
    "hevc": Codec("HEVC (H.265)", _SOME),
    "av1": Codec("AV1", _SOME),
    "vp9": Codec("VP9", _SOME),
    "vvc": Codec("VVC (H.266)", _NONE),
    "vp8": Codec("VP8", _NONE),
    "vp6": Codec("VP6", _NONE),
    "vp6a": Codec("VP6", _NONE),
    "flv1": Codec("Sorenson H.263", _NONE),
    "flashsv": Codec("Screen Video", _NONE),
    "flashsv2": Codec("Screen Video", _NONE),
}
AUDIO: Final[dict[str, Codec]] = {
    "aac": Codec("AAC", _ALL),
    "opus": Codec("Opus", _ALL),
    "flac": Codec("FLAC", _ALL),
    "mp3": Codec("MP3", _NONE),
    "ac3": Codec("AC-3 (Dolby Digital)", _NONE),
    "eac3": Codec("E-AC-3 (Dolby Digital Plus)", _NONE),
    "speex": Codec("Speex", _NONE),
    "nellymoser": Codec("Nellymoser", _NONE),
    "pcm": Codec("PCM", _NONE),
    "adpcm": Codec("ADPCM", _NONE),
    "pcm_alaw": Codec("A-law", _NONE),
    "pcm_mulaw": Codec("mu-law", _NONE),
}

VIDEO_CURE: Final = "set Video Encoder to H.264 (x264)"
AUDIO_CURE: Final = "set Audio Encoder to AAC"

_WIDE: Final = {"avc1.6e": "10-bit", "avc1.7a": "4:2:2", "avc1.f4": "4:4:4", "avc1.2c": "4:4:4"}
"""Profiles of H.264 (RFC 6381) that desktop Chromium plays, and phones' and Safari's decoders do not."""


def find_video(codec: str) -> Codec:
    """One that is not listed plays nowhere."""
    return VIDEO.get(codec) or Codec(codec, Reach.NONE)


def find_audio(codec: str) -> Codec:
    """One that is not listed plays nowhere."""
    return AUDIO.get(codec) or Codec(codec, Reach.NONE)


def fault_video(codec: str, profile: str | None = None) -> Advice | None:
    """What is to be said of a picture in this codec; None: it plays everywhere. `profile` as in RFC 6381."""
    found = find_video(codec)
    if found.reach is not Reach.ALL:
        return Advice("codec_unplayable" if found.reach is Reach.NONE else "codec_rare", {"codec": found.name})
    wide = _WIDE.get((profile or "")[:7].lower())
    return None if wide is None else Advice("profile_rare", {"profile": wide})


def fault_audio(codec: str) -> Advice | None:
    """What is to be said of sound in this codec; None: it plays everywhere."""
    found = find_audio(codec)
    return None if found.reach is Reach.ALL else Advice("sound_unplayable", {"codec": found.name})
