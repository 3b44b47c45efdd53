"""The settings themselves: one frozen value. `docs/settings.md` and `.env.example` describe the same names."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

RENDITIONS: Final = ("source", "480p", "240p", "audio")
"""What `auto` is."""
"""What a stream may be had as."""
MEDIA_URL: Final = r"https?://[A-Za-z0-9.:\[\]_-]+(/[A-Za-z0-9._~/-]*)?"
"""What an ingest node may give as the address of its media. It goes into headers, so there is nothing in it that
could end there what it is in."""


_ADDRESS: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9.-]+"
MAILBOX: Final = rf"{_ADDRESS}|[^<>@,;:\"()\[\]\\\x00-\x1f\x7f]+ <{_ADDRESS}>"
"""What mails may come from: an address, or a name and an address."""


def bracket(host: str) -> str:
    """A host as it stands in an address: IPv6 in brackets."""
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def is_local(host: str | None) -> bool:
    """Whether whoever asks for this host asks their own machine."""
    return host is not None and (host in ("localhost", "::1") or host.startswith("127."))


@dataclass(frozen=True, slots=True)
class Bucket:
    """`s3://name/prefix`."""

    name: str
    prefix: str = ""
    """What all keys in it begin with, no slash at either end."""


class SettingsError(Exception):
    """A setting is missing, malformed, or contradicts another. The words name the variable."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything both processes read from the environment. Seconds and bytes unless a field says otherwise."""

    # -- web ---------------------------------------------------------------------------------------------------
    host: str = "0.0.0.0"  # noqa: S104 - a server for others; HOST narrows it
    """`HOST`: the address web, RTMP and the origin listen on."""
    port: int = 3000
    """`PORT`: API, channels and pages."""
    public_url: str | None = None
    """`PUBLIC_URL`: the pages' address as fans see it; its scheme decides whether cookies are `Secure`."""
    web_concurrency: int = 1
    """`WEB_CONCURRENCY`: web processes on `port`; more than one needs `redis_url`."""
    trusted_proxies: int = 0
    """`TRUSTED_PROXIES`: how many proxies in front append to `X-Forwarded-For`; 0 believes the socket alone."""
    max_sockets: int = 20_000
    """`MAX_SOCKETS`: open WebSockets and event streams per web process."""
    max_sockets_per_address: int = 5_000
    """`MAX_SOCKETS_PER_ADDRESS`: of those, how many one client address may hold; a quarter unless set."""
    max_connections: int = 4_000
    """`MAX_CONNECTIONS`: open HTTP connections per web process that are no channel's."""
    max_connections_per_address: int = 1_000
    """`MAX_CONNECTIONS_PER_ADDRESS`: of those, how many one client address may hold; a quarter unless set."""
    request_timeout: float = 15.0
    """`REQUEST_TIMEOUT`: how long a client may take to send a request's headers."""
    max_open_livestreams: int = 50
    """`MAX_OPEN_LIVESTREAMS`: scheduled or live ones per artist; operators are exempt."""
    max_screens: int = 3
    """`MAX_SCREENS`: pages on which an account may watch gated livestreams at once."""
    writes_per_minute: int = 60
    """`WRITES_PER_MINUTE`: changes an account may make; a livestream's details are written, and told, no faster."""
    reads_per_minute: int = 6_000
    """`READS_PER_MINUTE`: requests that change nothing which an address may make of one web process."""
    operator_emails: tuple[str, ...] = ()
    """`OPERATOR_EMAILS`: whose accounts may see and do what concerns all artists; in lower case."""
    oidc_issuer: str | None = None
    """`OIDC_ISSUER`: an identity provider to sign in with; none unless set, and then with the next two."""
    oidc_client_id: str = ""
    """`OIDC_CLIENT_ID`: what the provider calls this platform."""
    oidc_client_secret: str = field(default="", repr=False)
    """`OIDC_CLIENT_SECRET`: by which it knows this platform."""
    oidc_name: str | None = None
    """`OIDC_NAME`: what people call the provider; on the button."""
    webhook_private_addresses: bool = False
    """`WEBHOOK_PRIVATE_ADDRESSES`: whether webhooks may go to addresses that are not public."""
    token_balance_url: str | None = field(default=None, repr=False)
    """`TOKEN_BALANCE_URL`: another system that says who holds how many tokens, instead of the ledger."""
    token_balance_secret: str = field(default="", repr=False)
    """`TOKEN_BALANCE_SECRET`: by which it knows that we ask."""
    smtp_url: str | None = field(default=None, repr=False)
    """`SMTP_URL`: `smtp://` or `smtps://user:password@host:port`; none: mails are written to the console."""
    mail_from: str | None = None
    """`MAIL_FROM`: whom mails come from, `live@example.org` or `Example Live <live@example.org>`."""

    # -- ingest ------------------------------------------------------------------------------------------------
    rtmp_host: str | None = None
    """`RTMP_HOST`: the name publishers connect to, used in `rtmp_url`; without, the one that who asks came by."""
    rtmp_port: int = 1935
    """`RTMP_PORT`: where ingest listens, and what `rtmp_url` says."""
    rtmp_connections: int = 1_000
    """`RTMP_CONNECTIONS`: open RTMP connections, publishing or about to."""
    rtmp_connections_per_address: int = 200
    """`RTMP_CONNECTIONS_PER_ADDRESS`: of those, how many one address may hold; as many new ones at once."""
    rtmps_port: int | None = None
    """`RTMPS_PORT`: where ingest listens for RTMP over TLS, with the two below, and the port in `rtmps_url`; none
    unless set."""
    tls_certificate: Path | None = None
    """`TLS_CERTIFICATE`: the certificate chain for `rtmps_port`, PEM; read again when the file changes."""
    tls_key: Path | None = None
    """`TLS_KEY`: its private key, PEM."""
    http_port: int = 8000
    """`HTTP_PORT`: the HLS origin."""
    hls_connections: int = 20_000
    """`HLS_CONNECTIONS`: open connections to the origin."""
    hls_connections_per_address: int = 5_000
    """`HLS_CONNECTIONS_PER_ADDRESS`: of those, how many one address may hold."""
    downloads: int = 16
    """`DOWNLOADS`: replays that an ingest node sends as files at a time."""
    downloads_per_address: int = 4
    """`DOWNLOADS_PER_ADDRESS`: of those, how many one address may have."""
    hls_host: str | None = None
    """`HLS_HOST`: the name players fetch from, used in `hls_url`; without, the one that who asks came by."""
    hls_port: int = 8000
    """`HLS_PORT`: the port players fetch from; `http_port` unless a proxy stands in front."""
    hls_base_url: str | None = None
    """`HLS_BASE_URL`: overrides host and port of `hls_url`, for a CDN."""
    public_media_url: str | None = None
    """`PUBLIC_MEDIA_URL`: where this node's media is fetched; it tells web, and goes before the three above."""
    backend_api_url: str = "http://localhost:3000"
    """`BACKEND_API_URL`: where ingest's callbacks go."""
    node: str = ""
    """`NODE_NAME`: this ingest node's name in the callbacks; the host name unless set."""
    ffmpeg_path: Path | None = None
    """`FFMPEG_PATH`: else `ffmpeg` on PATH, else the wheel's."""
    segment_seconds: float = 2.0
    """`HLS_TIME`: target length of a segment (the spec's 2)."""
    list_size: int = 3
    """`HLS_LIST_SIZE`: complete segments listed (the spec's 3)."""
    part_seconds: float = 0.2
    """`HLS_PART_TIME`: target length of a low-latency part."""
    dvr_window: float = 0.0
    """`DVR_WINDOW`: seconds fans may rewind; 0 lists `list_size` segments only."""
    renditions: tuple[str, ...] = ("source",)
    """`RENDITIONS`: what a stream may be had as: `source`, smaller pictures (`480p`, `360p@700k`), and `audio`."""
    rendition_encoder: str = "libx264"
    """`RENDITION_ENCODER`: FFmpeg's encoder that makes the smaller pictures."""
    rendition_preset: str = "superfast"
    """`RENDITION_PRESET`: how much it works for each; empty: as it does by itself."""
    stream_memory: int = 512
    """`STREAM_MEMORY`: MiB of media one stream may hold; a rewind window that needs more is cut."""
    media_memory: int = 4_096
    """`MEDIA_MEMORY`: MiB of media that all streams of a node may hold; past them, each holds an even share."""
    recording: bool = True
    """`RECORDING`: whether shows are recorded, unless their artist says no."""
    recording_store: Path | Bucket = Path("var/recordings")
    """`RECORDING_STORE`: where recordings are kept: a folder, `recordings` in `data_dir` unless set; or a bucket, and
    then they are in that folder first."""
    recording_base_url: str | None = None
    """`RECORDING_BASE_URL`: where players fetch from that bucket directly, such as a CDN's address before it."""
    s3_endpoint_url: str | None = None
    """`S3_ENDPOINT_URL`: the server of that bucket; Amazon's of the region unless set."""
    s3_region: str = "us-east-1"
    """`S3_REGION`: its region."""
    s3_access_key_id: str = field(default="", repr=False)
    """`S3_ACCESS_KEY_ID`: of a key that may read, write, list and delete there."""
    s3_secret_access_key: str = field(default="", repr=False)
    """`S3_SECRET_ACCESS_KEY`: that key's secret."""
    audience_days: float = 0.0
    """`AUDIENCE_DAYS`: for how long after a show who watched it is kept; 0: as long as its livestream."""
    recording_days: float = 30.0
    """`RECORDING_DAYS`: for how long a recording is kept; 0: until it is deleted."""
    recording_notice_days: float = 3.0
    """`RECORDING_NOTICE_DAYS`: how long before a recording goes its artist is told; 0: not."""
    recording_quota: int | None = None
    """`RECORDING_QUOTA`: bytes that an artist's recordings may take; None: any number."""
    recording_min_free: float = 0.05
    """`RECORDING_MIN_FREE`: of the disk, as a fraction; with less free than that nothing is recorded."""
    publisher_timeout: float = 10.0
    """`PUBLISHER_TIMEOUT`: silence after which a publisher counts as lost."""

    # -- shared ------------------------------------------------------------------------------------------------
    data_dir: Path = Path("var")
    """`DATA_DIR`: SQLite file, generated secrets, spooled callbacks."""
    database_url: str = field(default="sqlite://var/encryptedmedia.sqlite3", repr=False)
    """`DATABASE_URL`: `sqlite://PATH` or `postgres://user:password@host:port/name`."""
    redis_url: str | None = field(default=None, repr=False)
    """`REDIS_URL`: the bus between web processes; none means there is one process."""
    reconnect_grace: float = 30.0
    """`RECONNECT_GRACE`: how long a live stream waits for a lost publisher."""
    log_level: str = "INFO"
    """`LOG_LEVEL`: DEBUG, INFO, WARNING or ERROR."""
    log_stalls: int = 250
    """`LOG_STALLS`: milliseconds of CPU that may keep an event loop before the log says who did; 0 says nothing."""

    # Secrets stay out of repr(), so that a logged Settings gives nothing away.
    metrics_token: str = field(default="", repr=False)
    """`METRICS_TOKEN`: what Prometheus shows to read `/metrics`; empty: it is read on this machine alone."""
    secret_key: str = field(default="", repr=False)
    """`SECRET_KEY`: web's alone, seals what the database keeps secret, and signs passes. Generated as the other."""
    streaming_secret: str = field(default="", repr=False)
    """`STREAMING_SECRET`: what ingest shows web in the callbacks. Generated once into `data_dir`."""

    def rtmp_url(self, asked_by: str | None = None) -> str:
        """The server an artist types into OBS. `asked_by` is the name or address by which this server was reached; it
        counts where no setting says another."""
        return f"rtmp://{self._name(self.rtmp_host, asked_by)}:{self.rtmp_port}/live"

    def rtmps_url(self, asked_by: str | None = None) -> str | None:
        """The same over TLS; None where there is none."""
        if self.rtmps_port is None:
            return None
        return f"rtmps://{self._name(self.rtmp_host, asked_by)}:{self.rtmps_port}/live"

    def origin_url(self, asked_by: str | None = None) -> str:
        """What an `hls_url` begins with, no trailing slash. `asked_by` as for `rtmp_url`."""
        return self.hls_base_url or f"http://{self._name(self.hls_host, asked_by)}:{self.hls_port}"

    @property
    def page_url(self) -> str:
        """Where a person opens the pages."""
        return self.public_url or f"http://localhost:{self.port}"

    @property
    def recording_folder(self) -> Path:
        """Where this node's recordings are, or are first."""
        return self.data_dir / "recordings" if isinstance(self.recording_store, Bucket) else self.recording_store

    @property
    def bucket_fingerprint(self) -> str:
        """The same at all nodes whose recordings go to one place of one bucket; empty: they go to a folder."""
        if not isinstance(self.recording_store, Bucket):
            return ""
        place = f"{self.bucket_url} {self.recording_store.name} {self.recording_store.prefix}"
        return hashlib.sha256(place.encode()).hexdigest()[:16]

    @property
    def bucket_url(self) -> str:
        """The server of the bucket."""
        return self.s3_endpoint_url or f"https://s3.{self.s3_region}.amazonaws.com"

    @property
    def recording_urls(self) -> tuple[str, ...]:
        """Where else than at a node's origin players may be sent for recordings."""
        if not isinstance(self.recording_store, Bucket):
            return ()
        return (self.bucket_url, *([self.recording_base_url] if self.recording_base_url is not None else []))

    @property
    def blocked_media(self) -> str | None:
        """Why browsers will not play what fans are given, in an operator's words; None where nothing is in the way.
        What comes from the fan's own machine they play over HTTP too, which helps whoever tries it out there."""
        origin = self.public_media_url or self.origin_url()
        media = urlsplit(origin)
        if not (self.public_url or "").startswith("https:") or media.scheme != "http" or is_local(media.hostname):
            return None
        setting = "HLS_BASE_URL" if self.public_media_url is None else "PUBLIC_MEDIA_URL"
        return (
            f"PUBLIC_URL is https, but players are sent to {media.scheme}://{media.netloc}: browsers refuse pictures "
            "without TLS on a page with it, so fans will see none. Offer the HLS origin over HTTPS as well (see "
            f"deploy/nginx.conf), and set {setting} to its https:// address."
        )

    def _name(self, given: str | None, asked_by: str | None) -> str:
        # A proxy may have put its own name for us into the request, so what the pages are said to be reached by wins.
        public = urlsplit(self.public_url).hostname if self.public_url is not None else None
        return bracket(given or public or asked_by or "localhost")
