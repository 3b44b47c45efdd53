"""What is refused, in words for the artist, before anybody hears of the show: what no browser plays, and what this
server's FFmpeg cannot read. Which codecs these are: `contract.codecs`."""

from contract.codecs import AUDIO_CURE, VIDEO_CURE, Reach, fault_audio, fault_video, find_audio, find_video
from ingest.media.preroll import Tracks

# FFmpeg learned Enhanced RTMP in two steps: three video codecs first, then sound and everything else.
_FIRST_STEP = frozenset({"hevc", "av1", "vp9"})
_FIRST_RELEASE = (6, 1)
_SECOND_RELEASE = (8, 0)


def find_obstacle(tracks: Tracks, ffmpeg_release: tuple[int, int] | None) -> str | None:
    """Why these tracks cannot be shown with this FFmpeg, as far as they are known; None: they can. An unknown release
    counts as a new one."""
    video, audio = tracks.video_codec, tracks.audio_codec
    if video and find_video(video).reach is Reach.NONE:
        return str(fault_video(video))
    if audio and find_audio(audio).reach is Reach.NONE:
        return str(fault_audio(audio))
    release = ffmpeg_release or _SECOND_RELEASE
    if tracks.video_config is not None:
        name = find_video(video).name
        if tracks.video_config[0] & 0x80:
            needed = _FIRST_RELEASE if video in _FIRST_STEP else _SECOND_RELEASE
            if release < needed:
                return _name_release(name, needed, VIDEO_CURE)
        elif video != "h264":
            # Numbers that some senders took for themselves, before there was Enhanced RTMP. FFmpeg never read them.
            return f"{name} in this old form cannot be read here: in OBS, Settings, Output, {VIDEO_CURE}."
    if tracks.audio_config is not None and tracks.audio_config[0] >> 4 == 9 and release < _SECOND_RELEASE:
        return _name_release(f"{find_audio(audio).name} sound", _SECOND_RELEASE, AUDIO_CURE)
    return None


def _name_release(what: str, needed: tuple[int, int], cure: str) -> str:
    return (
        f"This server's FFmpeg is too old for {what} over RTMP: in OBS, Settings, Output, {cure}, or ask the "
        f"operator for FFmpeg {needed[0]}.{needed[1]}."
    )
