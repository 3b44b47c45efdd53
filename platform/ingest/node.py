"""One ingest node put together: RTMP in front, the origin behind, web told of everything."""

import logging

from ingest.downloads.films import Films
from ingest.errors import StartError
from ingest.origin.library import Library
from ingest.publishing.interfaces import Origin
from ingest.publishing.publishers import Publishers
from ingest.recording.recordings import Recordings
from ingest.renditions.ladder.means import Means
from ingest.rtmp.bounds import USUAL, Bounds
from ingest.rtmp.controller import PublishController
from ingest.rtmp.server import RtmpServer
from ingest.rtmp.tls import Certificates
from ingest.stills.gallery import Gallery
from ingest.web.callbacks import Web
from ingest.web.courier import Courier
from ingest.web.reporter import Reporter
from ingest.web.spool import Spool
from runtime.refusals import Refusals
from settings import Bucket, Settings

log = logging.getLogger(__name__)

STOP_PUBLISHERS = 2.0
STOP_CALLBACKS = 1.0
"""Seconds that the parts of an orderly end may take; with the origin's own, all is over within five."""


class IngestNode:
    """Everything but the origin, which is the caller's to start and stop.

    Raises:
        StartError: settings that contradict each other.
    """

    def __init__(
        self,
        settings: Settings,
        origin: Origin,
        bounds: Bounds = USUAL,
        library: Library | None = None,
        gallery: Gallery | None = None,
        means: Means | None = None,
    ) -> None:
        """`library`: where recordings are shown, and whose streams are recorded; without one there are none.
        `gallery` draws pictures of them, `means` make smaller pictures."""
        self._settings = settings
        self.web = Web(
            settings.backend_api_url,
            settings.streaming_secret,
            settings.node,
            settings.public_media_url,
            settings.bucket_fingerprint,
        )
        self.publishers = Publishers(origin)
        self.courier = Courier(self.web, Spool(settings.data_dir / "spool"))
        self.films: Films | None = None
        self.recordings = None if library is None else self._make_recordings(library, gallery, means)
        self.reporter = Reporter(self.web, self.publishers, self.courier, recordings=self.recordings)
        self.refusals = Refusals()
        self.controller = PublishController(self.web, self.publishers, self.courier, self.refusals, bounds)
        certificates = None
        if settings.rtmps_port is not None:
            if settings.tls_certificate is None or settings.tls_key is None:
                # Said here, and not where settings are read: web needs neither to tell of the port.
                raise StartError("RTMPS_PORT is set: TLS_CERTIFICATE and TLS_KEY must name its certificate and key.")
            certificates = Certificates(settings.tls_certificate, settings.tls_key)
        self.server = RtmpServer(
            self.controller,
            host=settings.host,
            port=settings.rtmp_port,
            publisher_timeout=settings.publisher_timeout,
            connections=settings.rtmp_connections,
            connections_per_address=settings.rtmp_connections_per_address,
            rtmps_port=settings.rtmps_port,
            certificates=certificates,
        )

    def _make_recordings(self, library: Library, gallery: Gallery | None, means: Means | None) -> Recordings:
        settings = self._settings
        store, bucket = settings.recording_store, None
        if isinstance(store, Bucket):
            # Only here: the library is ten MiB that nodes without a bucket have no use for.
            from ingest.recording.store.bucket import RecordingBucket

            bucket = RecordingBucket(settings, store)
        self.films = Films(settings.recording_folder, self.web.ask_film, bucket)
        return Recordings(
            settings.recording_folder,
            library,
            self.web.ask_replay,
            self.courier.tell_recorded,
            least_free=settings.recording_min_free,
            memory=settings.media_memory << 20 >> 4,
            node=settings.node,
            media_url=settings.public_media_url,
            bucket=bucket,
            films=self.films,
            fingerprint=settings.bucket_fingerprint,
            gallery=gallery,
            renditions=settings.renditions,
            cache=settings.data_dir / "renditions",
            means=means,
        )

    async def start(self) -> None:
        """Begin: leftovers of an earlier process first, then reports, then the listener.

        Raises:
            StartError: a setting or the machine does not allow it; words for the operator.
        """
        await self.courier.start()
        try:
            await self.server.start()
        except BaseException:
            await self.courier.stop(0)
            raise
        if self.recordings is not None:
            await self.recordings.start()
        self.reporter.start()
        log.info("RTMP listens on port %s", ", ".join(str(port) for port in self.server.ports))

    async def stop(self) -> None:
        """End: publishers, then what web must hear of them."""
        await self.server.stop(STOP_PUBLISHERS)
        await self.reporter.stop()
        if self.recordings is not None:
            await self.recordings.stop()
        if self.films is not None:
            await self.films.stop()
        await self.courier.stop(STOP_CALLBACKS)
        await self.web.close()
