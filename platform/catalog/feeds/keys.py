"""Random names: the secret one that a publisher shows, and the public one that players ask for.

A stream key is kept twice, of no use to anybody without `SECRET_KEY`: as a keyed hash of its digest, by which it is
found, and sealed, by which it is shown.
"""

import secrets
from typing import Final

from catalog.db.keys import get_keys

PLAYBACK_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
PLAYBACK_LENGTH = 20
PURPOSE: Final = "stream key"


def make_stream_key() -> str:
    """32 hexadecimal characters, 128 random bits. The spec calls the same thing 256."""
    return secrets.token_hex(16)


def hash_key(digest: str) -> str:
    """By what the stream key with this digest (see `contract.publishing.digest_key`) is found, in 64 characters."""
    return get_keys().fingerprint(PURPOSE, digest)


def seal_key(stream_key: str, feed_id: str) -> str:
    """What is kept of a feed's key to show it again."""
    return get_keys().seal(PURPOSE, stream_key, feed_id)


def unseal_key(sealed: str, feed_id: str) -> str:
    """The key.

    Raises:
        SealError: it is another feed's, or was sealed under another `SECRET_KEY`.
    """
    return get_keys().unseal(PURPOSE, sealed, feed_id)


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
