"""What is inside the events, said once: a livestream in its public shape, an encoder's figures, a verdict.

REST answers with the same livestream; the pages' and the clients' types are generated from this, or held against it.
"""

from typing import Literal, get_args

from contract.events.chat import SHAPES as CHAT
from contract.events.overlays import ALERT
from contract.events.schema import Schema, count, figure, make_object, moment, text

StatusWord = Literal["scheduled", "live", "ended", "archived", "cancelled"]
EndReason = Literal["artist", "encoder", "lost"]
ReplayState = Literal["recording", "ready", "partial", "gone"]
VisibilityWord = Literal["public", "holders", "private"]

_REPLAY: dict[str, Schema] = {
    "state": text(
        "`recording`: from the first second on, while it is live and until all is written. `ready`: all of it. "
        "`partial`: less than was live. `gone`: it was deleted, or its time was over.",
        enum=list(get_args(ReplayState)),
    ),
    "visibility": text(
        "Who may have it: whoever may watch the show; holders of its artist's tokens (one, where the show is for "
        "everybody); its artist alone, and then nobody else is told of it.",
        enum=list(get_args(VisibilityWord)),
    ),
    "keep": {"type": "boolean", "description": "It does not go by itself."},
    "from": moment("When what there is begins.", nullable=True),
    "duration": figure("Seconds that play. Null while more is recorded, or not known."),
    "bytes": figure("Null while not known.", "integer"),
    "expires_at": moment("When it is deleted; null: not by itself, or it is live.", nullable=True),
    "url": {
        "type": ["string", "null"],
        "description": "The playlist: growing while live, all of it afterwards. Null where one may not have it.",
    },
}

_PICTURE: dict[str, Schema] = {
    "url": text("JPEG, large, as a path on the server that serves the pages.", format="uri-reference"),
    "small_url": text("The same, small.", format="uri-reference"),
    "color": text("What stands there until it is loaded.", pattern="^#[0-9a-f]{6}$"),
}


def _make_picture(description: str) -> Schema:
    return {**make_object(f"{description}; null: there is none.", _PICTURE), "type": ["object", "null"]}


_LIVESTREAM: dict[str, Schema] = {
    "id": text("Its id, the same as in the REST API.", format="uuid"),
    "title": text("One line."),
    "description": text("Plain text, perhaps empty; always empty where all livestreams are told of."),
    "artist": make_object(
        "Who streams.",
        {
            "id": text("The artist's id."),
            "display_name": text("The artist's name."),
            "picture": _make_picture("The artist's picture, square"),
        },
    ),
    "cover": _make_picture("What stands for it before there is a picture of it, 16:9"),
    "tags": {"type": "array", "items": {"type": "string"}, "description": "Words to find it by, in lower case."},
    "series": text("That it is one of; empty: of none."),
    "time_zone": text("In which it was planned, an IANA name such as `Europe/Berlin`; empty: not said."),
    "status": text(
        "scheduled -> live -> ended -> archived, or scheduled -> cancelled; an ended one may be scheduled again.",
        enum=list(get_args(StatusWord)),
    ),
    "scheduled_start_at": moment("When it is to begin, if that was said.", nullable=True),
    "started_at": moment("When it went live.", nullable=True),
    "ended_at": moment("When it ended.", nullable=True),
    "end_reason": {
        "type": ["string", "null"],
        "enum": [*get_args(EndReason), None],
        "description": "Why it ended: by its artist, by its encoder's goodbye, or its encoder was lost for good.",
    },
    "viewer_count": count("Who watches now: open viewer sockets, over all servers."),
    "peak_viewer_count": count("The most at once while live."),
    "token_gate_amount": count("Tokens a viewer must hold; null or 0: anyone may watch.", nullable=True),
    "interrupted_until": moment("While live without its publisher: until when it may return.", nullable=True),
    "hls_url": {
        "type": ["string", "null"],
        "description": "The playlist, while live. Null in the lobby where the livestream is gated.",
    },
    "still_url": {
        "type": ["string", "null"],
        "description": "A picture: while live the newest, afterwards one that stands for the replay. The address "
        "changes when the picture does. Null while there is none, and where one may not have `hls_url`; put the pass "
        "before the file's name as there.",
    },
    "replay": {
        **make_object("What is kept of it, from its first second on; null: nothing.", _REPLAY),
        "type": ["object", "null"],
    },
    "fans_may_clip": {"type": "boolean", "description": "Fans who may have the replay may make clips of it."},
    "fans_may_download": {"type": "boolean", "description": "Fans who may have the replay may download it."},
}

_MARKER: dict[str, Schema] = {
    "id": text("Its id, the same as in the REST API.", format="uuid"),
    "livestream_id": text("Of which livestream.", format="uuid"),
    "at": {
        "type": "number",
        "minimum": 0,
        "description": "Seconds of show time: since the replay's `from`, by the media's dates.",
    },
    "title": text("One line."),
    "created_at": moment("When it was made."),
}

ClipState = Literal["recording", "ready", "gone"]
_CLIP: dict[str, Schema] = {
    "id": text("Its id, the same as in the REST API, and its name at the origin."),
    "livestream_id": text("Of which livestream.", format="uuid"),
    "title": text("One line."),
    "from": {"type": "number", "minimum": 0, "description": "Seconds of show time: since the replay's `from`."},
    "to": {"type": "number", "minimum": 0, "description": "The same."},
    "duration": {"type": "number", "minimum": 0, "description": "Seconds."},
    "url": {
        "type": ["string", "null"],
        "description": "The playlist. Null where one may not have it, while it is hidden, and when it is gone.",
    },
    "page_url": text("Where a person watches it."),
    "still_url": {"type": ["string", "null"], "description": "A picture of it."},
    "creator": {
        **make_object(
            "Who made it; null: they have closed their account.",
            {"id": text("The account's id."), "display_name": text("Its name.")},
        ),
        "type": ["object", "null"],
    },
    "hidden": {"type": "boolean", "description": "Its artist alone is told of it."},
    "keep": {"type": "boolean", "description": "It stays though the recording be deleted."},
    "state": text(
        "`recording`: it plays, and its last seconds are being written. `ready`: all of it is there. `gone`: the "
        "recording was deleted, and it was not kept.",
        enum=list(get_args(ClipState)),
    ),
    "created_at": moment("When it was made."),
}

_PRIVATE: dict[str, Schema] = {
    "publishing": {"type": "boolean", "description": "An encoder is connected."},
    "ready": {"type": "boolean", "description": "Start was pressed."},
    "auto_start": {"type": "boolean", "description": "An encoder makes it live by itself."},
    "record": {"type": "boolean", "description": "It is recorded when it is live."},
    "embed_origins": {
        "type": ["array", "null"],
        "items": {"type": "string"},
        "description": "Sites that may have it in theirs; null: all.",
    },
}

ADVICE_CODE = text("What is told, stable; more may come. The documentation of rehearsals has all of them.")
ADVICE_VALUES: Schema = {
    "type": "object",
    "additionalProperties": {"type": ["string", "number"]},
    "description": "What the words name, such as `seconds`.",
}
_HEALTH: dict[str, Schema] = {
    "bitrate_kbps": figure("What arrives."),
    "bitrate_deviation_kbps": figure("How much that varies, as a standard deviation."),
    "fps": figure("Frames a second."),
    "keyframe_interval": figure("Seconds from keyframe to keyframe."),
    "recovery_points": figure("Pictures called keyframes that players cannot begin with, so far.", "integer"),
    "video_codec": figure("Such as `h264`.", "string"),
    "video_profile": figure("Such as `avc1.64001f` (RFC 6381).", "string"),
    "audio_codec": figure("Such as `aac`.", "string"),
    "width": figure("Pixels.", "integer"),
    "height": figure("Pixels.", "integer"),
    "sample_rate": figure("Hertz.", "integer"),
    "channels": figure("Of sound.", "integer"),
    "audio": figure("Whether sound arrives.", "boolean"),
    "picture_black": figure("In rehearsal only: nothing is to be seen.", "boolean"),
    "sound_peak_db": figure("In rehearsal only: the loudest sample of some seconds, in dBFS."),
    "drift_ms": figure("The show's clock against the wall's; negative: late.", "integer"),
    "queued_bytes": figure("Waiting to be packaged.", "integer"),
    "advice": {
        "type": "array",
        "items": {"type": "string"},
        "description": "What to change, the worst first, in words.",
    },
    "advice_codes": {
        "type": "array",
        "items": make_object("One of `advice`, in the same order.", {"code": ADVICE_CODE, "values": ADVICE_VALUES}),
        "description": "The same for programs, who may say it in another language.",
    },
}

_SOUND: dict[str, Schema] = {
    "momentary_lufs": {"type": "number", "description": "Loudness of 0.4 s (EBU R 128); -120: silence."},
    "short_term_lufs": {"type": "number", "description": "Of three seconds."},
    "integrated_lufs": figure("Of the show so far, without its pauses; null: nothing was heard."),
    "peak_dbfs": {"type": "number", "description": "The highest sample of three seconds; 0 is full scale."},
    "phase": figure("From 1 (both channels are the same) to -1 (opposite); null: there are not two."),
    "problems": {
        "type": "array",
        "items": {"type": "string"},
        "description": "`clipping`, `left_dead`, `right_dead`, `out_of_phase`, `quiet`; more may come.",
    },
}
_HEALTH["sound"] = {
    **make_object("How it sounds; null or absent: it is not known.", _SOUND),
    "type": ["object", "null"],
}

_CHECK: dict[str, Schema] = {
    "name": text("`picture`, `sound`, `keyframes`, `frame_rate`, `bitrate`, `clock` or `server`; more may come."),
    "ok": figure("Null: still being measured.", "boolean"),
    "words": text("What was found, and what to change in OBS."),
    "code": ADVICE_CODE,
    "values": ADVICE_VALUES,
}
_VERDICT: dict[str, Schema] = {
    "ready": {"type": "boolean", "description": "Every check is true. It takes about five seconds."},
    "checks": {
        "type": "array",
        "items": make_object("One thing that must be right.", _CHECK, optional=("code", "values")),
        "description": "Always all of them, in the same order.",
    },
}

SCHEMAS: dict[str, Schema] = {
    "livestream": make_object("A livestream, as anybody may see it.", _LIVESTREAM),
    "ownLivestream": make_object("A livestream, as its artist sees it.", {**_LIVESTREAM, **_PRIVATE}),
    "marker": make_object("Where a chapter begins.", _MARKER),
    "clip": make_object("Two moments of a show, and what is between them.", _CLIP),
    "account": make_object(
        "Who is signed in.",
        {
            "id": text("The account's id.", format="uuid"),
            "display_name": text("Its name."),
            "role": text("Artists stream; both may watch.", enum=["artist", "fan"]),
        },
    ),
    "health": make_object("Figures of a publisher. Null or absent: not known.", _HEALTH, optional=tuple(_HEALTH)),
    "verdict": make_object("Whether a rehearsal's stream is fit to go live.", _VERDICT),
    **CHAT,
    "alert": ALERT,
    "epoch": text("Names one history of events. It changes only when the database is made anew."),
    "seq": count("Place in that history. It grows by one with each transition of any livestream."),
}
