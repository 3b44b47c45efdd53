"""Random names: the secret one that a publisher shows, and the public one that players ask for."""

import secrets

PLAYBACK_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
PLAYBACK_LENGTH = 20
STREAM_KEY_LENGTH = 32


def make_stream_key() -> str:
    """32 hexadecimal characters, 128 random bits. The spec calls the same thing 256."""
    return secrets.token_hex(16)


def may_be_stream_key(text: str) -> bool:
    """Whether it is worth looking for: encoders send what was typed, and no database looks for everything."""
    return len(text) <= STREAM_KEY_LENGTH and text.isascii() and text.isprintable()


def media_path(playback_id: str, media_url: str | None = None) -> str:
    """Where a stream's playlist is: a whole address where its node has said by which one it is reached, else a path
    on the origin that the settings or the request name."""
    return f"{media_url or ''}/live/{playback_id}/index.m3u8"


def playback_id_of(path: str) -> str:
    """The stream whose `media_path` this is, or a whole address ending in it."""
    return path.rsplit("/", 2)[-2]


def make_playback_id() -> str:
    """The public name of a stream at the origin; says nothing about its key."""
    return "".join(secrets.choice(PLAYBACK_ALPHABET) for _ in range(PLAYBACK_LENGTH))
