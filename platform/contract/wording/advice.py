"""What an artist is told of a stream, live and in rehearsal: a stable code, its values, and English words.

Ingest says it of figures, web of a rehearsal and of what it knows besides. Pages say the same by the code in their
reader's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

Values = Mapping[str, str | float]

WORDS: Final[Mapping[str, str]] = {
    # What could be played by more.
    "codec_unplayable": "Browsers cannot play {codec}: in OBS, Settings, Output, set Video Encoder to H.264 (x264).",
    "codec_rare": "Some browsers cannot play {codec}: in OBS, Settings, Output, set Video Encoder to H.264 (x264).",
    "profile_rare": "Phones and some browsers cannot play {profile} H.264: in OBS, Settings, Advanced, set Color "
    "Format to NV12.",
    "sound_unplayable": "Browsers cannot play {codec} sound: in OBS, Settings, Output, set Audio Encoder to AAC.",
    # What does not arrive, or stopped.
    "picture_missing": "No picture arrives. In OBS, choose a scene that has a source, and start streaming again.",
    "picture_stopped": "The picture has stopped and the sound goes on: lower the Bitrate in OBS, Settings, Output, "
    "or check the upload.",
    "picture_black": "The picture is black. In OBS, choose a scene that has a source, and see that the eye beside it "
    "is open; a game or a window that is captured must be open, too.",
    "sound_missing": "No sound arrives. In OBS, see that the Audio Mixer moves, and that an audio track is ticked in "
    "Settings, Output.",
    "sound_stopped": "The sound has stopped and the picture goes on: see in OBS whether the Audio Mixer still moves "
    "and its device is connected, then stop and start streaming.",
    "sound_silent": "Sound arrives, and it is silence. In OBS, see that the Audio Mixer moves and nothing in it is "
    "muted, and choose your microphone in Settings, Audio.",
    # By the codes of `ingest.loudness`.
    "clipping": "It clips: turn it down at the mixer or in the Audio Mixer of OBS, until peaks stay below -1 dB.",
    "left_dead": "The left channel is silent: check its cable, or set the source to Mono in OBS.",
    "right_dead": "The right channel is silent: check its cable, or set the source to Mono in OBS.",
    "out_of_phase": "Left and right cancel each other out: turn the polarity of one channel, or look at the cables.",
    "quiet": "It is very quiet: turn it up at the mixer or in the Audio Mixer of OBS.",
    # What arrives otherwise than it should.
    "recovery_points": "Fans who join later see no picture: the encoder sends recovery points in place of whole "
    "keyframes. In OBS, Settings, Output, take intra-refresh and open-gop out of its options, and set Keyframe "
    "Interval to 2 s.",
    "keyframes_rare": "Keyframe every {seconds} s, so fans wait long for their first picture: in OBS, Settings, "
    "Output, set Keyframe Interval to 2 s.",
    "frames_few": "Only {fps} frames a second arrive: the computer or the upload cannot keep up. In OBS, Settings, "
    "Video, choose a smaller Output Resolution; close other programs.",
    "frames_vary": "It varies between {least} and {most} frames a second. In OBS, Settings, Video, choose a smaller "
    "Output Resolution; close other programs.",
    "bitrate_low": "{kbps} kbit/s is too little for a good picture. In OBS, Settings, Output, set Bitrate to about "
    "{advised}.",
    "bitrate_high": "{kbps} kbit/s is more than many fans can receive. In OBS, Settings, Output, set Bitrate to 6000 "
    "or less.",
    "bitrate_swings": "It swings by {deviation} around {kbps} kbit/s. In OBS, Settings, Output, set Rate Control to "
    "CBR.",
    "late": "The stream is {seconds} s late: your upload is too slow for it. In OBS, Settings, Output, lower the "
    "Bitrate, or use a cable in place of Wi-Fi.",
    "ahead": "The stream's clock has run {seconds} s ahead of time. Stop and start streaming in OBS; if it stays so, "
    "restart OBS.",
    "server_behind": "The server is behind with your stream. OBS need not change; tell whoever runs this platform.",
    # Why nothing is recorded.
    "unrecorded": "Nothing is recorded just now: {why}",
    "unrecorded_full": "Nothing is recorded just now: the disk is full. Tell whoever runs this platform.",
    "unrecorded_slow": "Nothing is recorded just now: the disk does not keep up. Tell whoever runs this platform.",
    "unrecorded_room": "Nothing is recorded just now: your replays fill the {size} that you have. Delete some, or "
    "let some go.",
    # What the platform itself does less well.
    "bus_away": "What other servers know may come late here. Tell whoever runs this platform.",
    # What is not known yet, in rehearsal.
    "measuring": "Measuring.",
    "picture_awaited": "Waiting for a picture.",
    "sound_awaited": "Waiting for sound.",
    "keyframe_awaited": "Waiting for the second keyframe.",
    "black_first": "To be judged once the picture is not black.",
    # And what is good.
    "picture_good": "{codec}, {width} × {height}.",
    "codec_good": "{codec}.",
    "keyframes_good": "Every {seconds} s.",
    "frames_good": "{fps} frames a second.",
    "bitrate_good": "{kbps} kbit/s.",
    "clock_good": "On time.",
    "server_good": "Keeps up.",
}

RECORDERS: Final = ("unrecorded_full", "unrecorded_slow")
"""What a node says of its own disk."""


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to tell."""

    code: str
    values: Values = field(default_factory=dict)

    def __str__(self) -> str:
        return WORDS[self.code].format_map({name: _write(value) for name, value in self.values.items()})

    def to_dict(self) -> dict[str, Any]:
        """`{code, values}`"""
        return {"code": self.code, "values": dict(self.values)}


def _write(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:g}" if isinstance(value, float) else str(value)
