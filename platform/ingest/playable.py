"""What cannot be packaged or played, in words for the artist: better at once than a page that stays black."""

from ingest.preroll import Tracks

_OLD_VIDEO = {
    "flv1": "Sorenson H.263",
    "flashsv": "Screen Video",
    "flashsv2": "Screen Video",
    "vp6": "VP6",
    "vp6a": "VP6",
}
_VIDEO = frozenset({"h264", "hevc", "av1", "vp9"})
_AUDIO = frozenset({"aac", "mp3", "opus", "flac", "ac3", "eac3"})
_NAMES = {"h264": "H.264", "hevc": "HEVC", "av1": "AV1", "vp9": "VP9", "aac": "AAC", "opus": "Opus", "flac": "FLAC"}

# FFmpeg learned Enhanced RTMP in two steps: three video codecs first, then sound and everything else.
_FIRST_STEP = frozenset({"hevc", "av1", "vp9"})
_FIRST_RELEASE = (6, 1)
_SECOND_RELEASE = (8, 0)


def find_obstacle(tracks: Tracks, ffmpeg_release: tuple[int, int] | None) -> str | None:
    """Why these tracks cannot be shown with this FFmpeg; None: they can. An unknown release counts as a new one."""
    video, audio = tracks.video_codec, tracks.audio_codec
    if video and video not in _VIDEO:
        name = _OLD_VIDEO.get(video, video)
        return f"Browsers cannot play {name} video: set the Video Encoder to H.264 in OBS, Output."
    if audio and audio not in _AUDIO:
        return f"Browsers cannot play {audio} sound: set the Audio Encoder to AAC in OBS, Output."
    release = ffmpeg_release or _SECOND_RELEASE
    if tracks.video_config is not None and tracks.video_config[0] & 0x80:
        needed = _FIRST_RELEASE if video in _FIRST_STEP else _SECOND_RELEASE
        if release < needed:
            return _name_release(_NAMES.get(video, video), needed, "Video Encoder to H.264")
    if tracks.audio_config is not None and tracks.audio_config[0] >> 4 == 9 and release < _SECOND_RELEASE:
        return _name_release(f"{_NAMES.get(audio, audio)} sound", _SECOND_RELEASE, "Audio Encoder to AAC")
    return None


def _name_release(what: str, needed: tuple[int, int], cure: str) -> str:
    return (
        f"This server's FFmpeg is too old for {what} over RTMP: set the {cure} in OBS, Output, or ask the operator "
        f"for FFmpeg {needed[0]}.{needed[1]}."
    )
