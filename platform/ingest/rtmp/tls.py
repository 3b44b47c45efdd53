"""RTMPS: a TLS context whose certificate follows its files. Open connections keep the one they began with."""

import logging
import ssl
from pathlib import Path

from ingest.errors import StartError

log = logging.getLogger(__name__)


class Certificates:
    """`listening` is for the server socket; it hands every new connection to the newest certificate. Call `refresh`
    now and then."""

    def __init__(self, certificate: Path, key: Path) -> None:
        """Load both files (PEM).

        Raises:
            StartError: a file is missing, or they do not belong together.
        """
        self._files = (certificate, key)
        self._seen: tuple[int, ...] = ()
        try:
            self._seen = self._stamp()
            self._newest = self.listening = self._load()
        except (OSError, ssl.SSLError) as error:
            raise StartError(
                f"RTMPS_PORT is set, but TLS_CERTIFICATE ({certificate}) and TLS_KEY ({key}) cannot be used: {error}."
            ) from error
        self.listening.sni_callback = self._choose

    def refresh(self) -> bool:
        """Load the files anew if they have changed; whether they were. A pair that does not fit, as while one of the
        two is being replaced, is left alone and looked at again."""
        try:
            stamp = self._stamp()
            if stamp == self._seen:
                return False
            self._newest = self._load()
        except (OSError, ssl.SSLError) as error:
            log.warning("TLS_CERTIFICATE and TLS_KEY have changed, but cannot be used yet: %s", error)
            return False
        self._seen = stamp
        log.info("RTMPS goes on with the new certificate")
        return True

    def _stamp(self) -> tuple[int, ...]:
        return tuple(path.stat().st_mtime_ns for path in self._files)

    def _load(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_cert_chain(*self._files)
        return context

    def _choose(self, connection: ssl.SSLObject, name: str | None, context: ssl.SSLContext) -> None:
        connection.context = self._newest
