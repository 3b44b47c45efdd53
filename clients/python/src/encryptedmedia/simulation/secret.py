"""Where the secret between ingest and web is found. Never an argument: those are seen by everybody on the machine."""

import os
from collections.abc import Mapping
from pathlib import Path

from encryptedmedia.errors import EncryptedMediaError


class SecretError(EncryptedMediaError):
    """The secret is nowhere; the words say where it could be."""


def read_secret(file: Path | None, environ: Mapping[str, str] = os.environ) -> str:
    """From `file`, else STREAMING_SECRET, else DATA_DIR/streaming_secret, where a platform on this machine keeps it.

    Raises:
        SecretError
    """
    if file is None and (secret := environ.get("STREAMING_SECRET")):
        return secret
    found = file or Path(environ.get("DATA_DIR", "var")) / "streaming_secret"
    try:
        return found.read_text().strip()
    except OSError as error:
        raise SecretError(
            f"simulate plays the ingest node, and needs the platform's STREAMING_SECRET: {found} cannot be read "
            f"({error.strerror}). Run it in the platform's folder, set DATA_DIR or STREAMING_SECRET as the platform "
            "has them, or name a file with --streaming-secret."
        ) from error
