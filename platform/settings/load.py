"""From the environment and `.env` to `Settings`. Every refusal names the variable and what it should look like."""

import os
import re
import socket
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from dotenv.parser import parse_stream

from settings.emails import normalise_email
from settings.model import MAILBOX, MEDIA_URL, RENDITIONS, Bucket, Settings, SettingsError, is_local
from settings.secret import read_or_create_secret, read_secret
from settings.sizes import read_size

T = TypeVar("T")

LEAST_SECRET = 16
"""Characters. Those that are made here have 64."""


def load_settings(
    environ: Mapping[str, str] | None = None, *, env_file: Path | None = Path(".env"), make_secrets: bool = True
) -> Settings:
    """Settings from `environ` (default: the process's) over `env_file` over the defaults.

    Secrets that are not set are read from `data_dir`, and made there the first time; without `make_secrets` nothing
    is made, and those that are not there are empty.

    Raises:
        SettingsError: a value is malformed or two contradict; the message names the variable, never a secret's value.
    """
    given = os.environ if environ is None else environ
    env = {**_read_env_file(env_file), **given}
    env = {name: value.strip() for name, value in env.items() if value.strip()}

    port = _port(env, "PORT", 3000)
    http_port = _port(env, "HTTP_PORT", 8000)
    max_sockets = _number(env, "MAX_SOCKETS", 20_000, int, 1, 1_000_000)
    max_connections = _number(env, "MAX_CONNECTIONS", 4_000, int, 10, 1_000_000)
    data_dir = Path(env.get("DATA_DIR", "./var"))
    settings = Settings(
        host=env.get("HOST", "0.0.0.0"),  # noqa: S104
        port=port,
        public_url=_url(env, "PUBLIC_URL"),
        web_concurrency=_number(env, "WEB_CONCURRENCY", 1, int, 1, 64),
        trusted_proxies=_number(env, "TRUSTED_PROXIES", 0, int, 0, 16),
        max_sockets=max_sockets,
        max_sockets_per_address=_number(env, "MAX_SOCKETS_PER_ADDRESS", -(-max_sockets // 4), int, 1, 1_000_000),
        max_connections=max_connections,
        max_connections_per_address=_number(
            env, "MAX_CONNECTIONS_PER_ADDRESS", -(-max_connections // 4), int, 1, 1_000_000
        ),
        request_timeout=_number(env, "REQUEST_TIMEOUT", 15.0, float, 1, 600),
        max_open_livestreams=_number(env, "MAX_OPEN_LIVESTREAMS", 50, int, 1, 1_000_000),
        max_screens=_number(env, "MAX_SCREENS", 3, int, 1, 1_000),
        writes_per_minute=_number(env, "WRITES_PER_MINUTE", 60, int, 1, 1_000_000),
        reads_per_minute=_number(env, "READS_PER_MINUTE", 6_000, int, 10, 100_000_000),
        operator_emails=_emails(env, "OPERATOR_EMAILS"),
        oidc_issuer=_url(env, "OIDC_ISSUER"),
        oidc_client_id=env.get("OIDC_CLIENT_ID", ""),
        oidc_client_secret=env.get("OIDC_CLIENT_SECRET", ""),
        oidc_name=env.get("OIDC_NAME"),
        webhook_private_addresses=_choice(env, "WEBHOOK_PRIVATE_ADDRESSES", "0", ("0", "1")) == "1",
        token_balance_url=_url(env, "TOKEN_BALANCE_URL"),
        token_balance_secret=env.get("TOKEN_BALANCE_SECRET", ""),
        smtp_url=_url(env, "SMTP_URL", ("smtp", "smtps")),
        mail_from=_mailbox(env, "MAIL_FROM"),
        rtmp_host=env.get("RTMP_HOST"),
        rtmp_port=_port(env, "RTMP_PORT", 1935),
        rtmp_connections=_number(env, "RTMP_CONNECTIONS", 1_000, int, 1, 100_000),
        rtmp_connections_per_address=_number(env, "RTMP_CONNECTIONS_PER_ADDRESS", 200, int, 1, 100_000),
        rtmps_port=_port(env, "RTMPS_PORT", 1936) if "RTMPS_PORT" in env else None,
        tls_certificate=_path(env, "TLS_CERTIFICATE"),
        tls_key=_path(env, "TLS_KEY"),
        http_port=http_port,
        hls_connections=_number(env, "HLS_CONNECTIONS", 20_000, int, 1, 1_000_000),
        downloads=_number(env, "DOWNLOADS", 16, int, 1, 1_000),
        downloads_per_address=_number(env, "DOWNLOADS_PER_ADDRESS", 4, int, 1, 1_000),
        hls_connections_per_address=_number(env, "HLS_CONNECTIONS_PER_ADDRESS", 5_000, int, 1, 1_000_000),
        hls_host=env.get("HLS_HOST"),
        hls_port=_port(env, "HLS_PORT", http_port),
        hls_base_url=_url(env, "HLS_BASE_URL"),
        public_media_url=_media_url(env, "PUBLIC_MEDIA_URL"),
        backend_api_url=_url(env, "BACKEND_API_URL") or f"http://localhost:{port}",
        node=env.get("NODE_NAME") or socket.gethostname(),
        ffmpeg_path=_path(env, "FFMPEG_PATH"),
        segment_seconds=_number(env, "HLS_TIME", 2.0, float, 0.5, 30),
        list_size=_number(env, "HLS_LIST_SIZE", 3, int, 1, 100),
        part_seconds=_number(env, "HLS_PART_TIME", 0.2, float, 0.1, 2),
        dvr_window=_number(env, "DVR_WINDOW", 0.0, float, 0, 24 * 3600),
        renditions=_renditions(env, "RENDITIONS"),
        rendition_encoder=(encoder := _code_word(env, "RENDITION_ENCODER", "libx264")),
        rendition_preset=_code_word(env, "RENDITION_PRESET", "superfast" if encoder == "libx264" else ""),
        stream_memory=_number(env, "STREAM_MEMORY", 512, int, 16, 1 << 20),
        media_memory=_number(env, "MEDIA_MEMORY", 4_096, int, 16, 1 << 24),
        publisher_timeout=_number(env, "PUBLISHER_TIMEOUT", 10.0, float, 1, 600),
        recording=_choice(env, "RECORDING", "1", ("0", "1")) == "1",
        recording_store=_store(env, "RECORDING_STORE", data_dir / "recordings"),
        recording_base_url=_media_url(env, "RECORDING_BASE_URL"),
        s3_endpoint_url=_media_url(env, "S3_ENDPOINT_URL"),
        s3_region=_word(env, "S3_REGION", "us-east-1"),
        s3_access_key_id=env.get("S3_ACCESS_KEY_ID", ""),
        s3_secret_access_key=env.get("S3_SECRET_ACCESS_KEY", ""),
        audience_days=_number(env, "AUDIENCE_DAYS", 0.0, float, 0, 36_500),
        recording_days=_number(env, "RECORDING_DAYS", 30.0, float, 0, 36_500),
        recording_notice_days=_number(env, "RECORDING_NOTICE_DAYS", 3.0, float, 0, 36_500),
        recording_quota=_size(env, "RECORDING_QUOTA"),
        recording_min_free=_number(env, "RECORDING_MIN_FREE", 5.0, float, 0, 99) / 100,
        data_dir=data_dir,
        database_url=_database_url(env, data_dir),
        redis_url=_url(env, "REDIS_URL", ("redis", "rediss", "redis+cluster", "rediss+cluster", "unix")),
        reconnect_grace=_number(env, "RECONNECT_GRACE", 30.0, float, 0, 3600),
        log_level=_choice(env, "LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")),
        log_stalls=_number(env, "LOG_STALLS", 250, int, 0, 60_000),
        metrics_token=_token(env, "METRICS_TOKEN"),
        secret_key=_secret(env, "SECRET_KEY", data_dir, make_secrets),
        streaming_secret=_secret(env, "STREAMING_SECRET", data_dir, make_secrets),
    )
    _check_together(settings)
    return settings


def _check_together(settings: Settings) -> None:
    ports = {"PORT": settings.port, "RTMP_PORT": settings.rtmp_port, "HTTP_PORT": settings.http_port}
    if settings.rtmps_port is not None:
        ports["RTMPS_PORT"] = settings.rtmps_port
    for name, number in ports.items():
        for other, same in ports.items():
            if name < other and number == same:
                raise SettingsError(f"{name} and {other} are both {number}; give each its own port.")
    if settings.oidc_issuer is not None:
        if not settings.oidc_client_id or not settings.oidc_client_secret:
            raise SettingsError("OIDC_ISSUER is set: OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be what it gave you.")
        issuer = urlsplit(settings.oidc_issuer)
        if issuer.scheme != "https" and not is_local(issuer.hostname):
            raise SettingsError("OIDC_ISSUER must be an https:// address, or whoever sits between is whom they like.")
    if settings.token_balance_url is not None:
        if len(settings.token_balance_secret) < LEAST_SECRET:
            raise SettingsError(
                f"TOKEN_BALANCE_URL is set: TOKEN_BALANCE_SECRET must be at least {LEAST_SECRET} characters that the "
                "other system knows, too; take what `openssl rand -hex 32` prints."
            )
        asked = urlsplit(settings.token_balance_url)
        if asked.scheme != "https" and not is_local(asked.hostname):
            raise SettingsError("TOKEN_BALANCE_URL must be an https:// address, or whoever sits between opens gates.")
    _check_store(settings)
    if settings.smtp_url is not None and settings.mail_from is None:
        raise SettingsError("SMTP_URL is set: MAIL_FROM must say whom mails come from, such as live@example.org.")
    if settings.web_concurrency > 1 and settings.redis_url is None:
        raise SettingsError(
            f"WEB_CONCURRENCY is {settings.web_concurrency}, but REDIS_URL is not set. Several web processes hear of "
            "each other's events through Redis: set REDIS_URL=redis://host:6379/0, or WEB_CONCURRENCY=1."
        )


def _check_store(settings: Settings) -> None:
    if isinstance(settings.recording_store, Bucket):
        if not settings.s3_access_key_id or not settings.s3_secret_access_key:
            raise SettingsError(
                "RECORDING_STORE is a bucket: S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY must be a key that may read, "
                "write, list and delete there."
            )
        _check_fetched(settings, "S3_ENDPOINT_URL", settings.s3_endpoint_url)
        _check_fetched(settings, "RECORDING_BASE_URL", settings.recording_base_url)
    elif settings.recording_base_url is not None:
        raise SettingsError("RECORDING_BASE_URL is set, but RECORDING_STORE is no bucket to fetch from.")


def _check_fetched(settings: Settings, name: str, value: str | None) -> None:
    address, pages = urlsplit(value or ""), settings.public_url or ""
    if pages.startswith("https:") and address.scheme == "http" and not is_local(address.hostname):
        raise SettingsError(
            f"PUBLIC_URL is https, and {name} is not: players fetch recordings there, and browsers refuse what comes "
            "without TLS to a page with it."
        )


def _read_env_file(path: Path | None) -> dict[str, str]:
    if path is None or not path.is_file():
        return {}
    found: dict[str, str] = {}
    with path.open(encoding="utf-8") as file:
        # Not `dotenv_values`: it passes over a line that is none, and a setting would silently be another.
        for binding in parse_stream(file):
            if binding.key is not None and binding.value is not None:
                found[binding.key] = binding.value
            elif binding.key is not None or binding.error:
                said, number = binding.original  # which begins with the empty lines before it
                number += said[: len(said) - len(said.lstrip())].count("\n")
                raise SettingsError(f"{path}, line {number}: expected NAME=value.")
    return found


def _number(env: Mapping[str, str], name: str, default: T, kind: Callable[[str], T], least: float, most: float) -> T:
    text = env.get(name)
    if text is None:
        return default
    try:
        value: Any = kind(text)
    except ValueError:
        value = None
    if value is None or not least <= value <= most:
        what = "a whole number" if kind is int else "a number"
        raise SettingsError(f"{name} is {text!r}; it must be {what} from {least} to {most}.")
    return value  # type: ignore[no-any-return]


def _size(env: Mapping[str, str], name: str) -> int | None:
    text = env.get(name, "none")
    if text.lower() == "none":
        return None
    try:
        return read_size(text)
    except ValueError as error:
        raise SettingsError(f"{name}: {error}; or none.") from None


def _secret(env: Mapping[str, str], name: str, data_dir: Path, make: bool) -> str:
    secret = env.get(name) or (read_or_create_secret if make else read_secret)(data_dir, name.lower())
    if not secret and not make:
        return secret
    if len(secret) < LEAST_SECRET:
        raise SettingsError(
            f"{name} has {len(secret)} characters; it must have at least {LEAST_SECRET}, or whoever guesses it may "
            "speak for the platform. Leave it out to have one made, or take what `openssl rand -hex 32` prints."
        )
    return secret


def _token(env: Mapping[str, str], name: str) -> str:
    token = env.get(name, "")
    if token and not (len(token) >= LEAST_SECRET and token.isascii()):
        raise SettingsError(
            f"{name} must have at least {LEAST_SECRET} characters, all of them ASCII. Leave it out, or take what "
            "`openssl rand -hex 32` prints."
        )
    return token


def _port(env: Mapping[str, str], name: str, default: int) -> int:
    return _number(env, name, default, int, 1, 65535)


def _path(env: Mapping[str, str], name: str) -> Path | None:
    return Path(env[name]) if name in env else None


def _store(env: Mapping[str, str], name: str, default: Path) -> Path | Bucket:
    value = env.get(name)
    if value is None:
        return default
    if "://" not in value:
        return Path(value)
    found = re.fullmatch(r"s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:/[A-Za-z0-9._-]+)*)/?", value)
    if found is None or {".", ".."} & {*found[2].split("/")}:
        raise SettingsError(
            f"{name} must be a folder, or s3://bucket/prefix: the bucket's name in lower case, and in the prefix "
            "letters, digits and '._-' between slashes. The server and its key have settings of their own."
        )
    return Bucket(found[1], found[2].strip("/"))


def _word(env: Mapping[str, str], name: str, default: str) -> str:
    value = env.get(name, default)
    if not re.fullmatch(r"[A-Za-z0-9-]{1,64}", value):
        raise SettingsError(f"{name} must be letters, digits and '-'.")
    return value


def _choice(env: Mapping[str, str], name: str, default: str, choices: tuple[str, ...]) -> str:
    value = env.get(name, default).upper()
    if value not in choices:
        raise SettingsError(f"{name} is {value!r}; it must be one of {', '.join(choices)}.")
    return value


def _renditions(env: Mapping[str, str], name: str) -> tuple[str, ...]:
    names = tuple(part.strip().lower() for part in env.get(name, "source").split(",") if part.strip())
    if names == ("auto",):
        return RENDITIONS
    rungs: dict[int, str] = {}
    for each in names:
        found = re.fullmatch(r"(\d{3,4})p(@\d{2,5}k)?", each)
        if found is not None and 100 <= int(found[1]) <= 4_320:
            rungs[int(found[1])] = each
        elif each not in ("source", "audio"):
            raise SettingsError(
                f"{name} holds {each!r}; there are source, audio, pictures by their lines, such as 480p or "
                f"480p@800k, and auto, which is {','.join(RENDITIONS)}."
            )
    sizes = tuple(rungs[lines] for lines in sorted(rungs, reverse=True))
    return ("source", *sizes, *(("audio",) if "audio" in names else ()))


def _code_word(env: Mapping[str, str], name: str, default: str) -> str:
    value = env.get(name, default)
    if not re.fullmatch(r"\w{0,40}", value, re.ASCII):
        raise SettingsError(f"{name} must be letters, digits and '_'.")
    return value


def _emails(env: Mapping[str, str], name: str) -> tuple[str, ...]:
    emails = tuple(normalise_email(part) for part in env.get(name, "").split(",") if part.strip())
    for email in emails:
        if not re.fullmatch(r"[^\s@]+@[^\s@]+", email):
            raise SettingsError(f"{name} holds {email!r}; it must be e-mail addresses with commas between them.")
    return emails


def _mailbox(env: Mapping[str, str], name: str) -> str | None:
    value = env.get(name)
    if value is None:
        return None
    if not re.fullmatch(MAILBOX, value):
        raise SettingsError(f"{name} is {value!r}; it must be like live@example.org or Live <live@example.org>.")
    return value


def _url(env: Mapping[str, str], name: str, schemes: tuple[str, ...] = ("http", "https")) -> str | None:
    value = env.get(name)
    if value is None:
        return None
    parts = urlsplit(value)
    if parts.scheme not in schemes or not (parts.netloc or parts.path):
        # The value may hold a password, so it is not repeated.
        raise SettingsError(f"{name} must be an address that begins with {' or '.join(s + '://' for s in schemes)}.")
    return value.rstrip("/")


def _media_url(env: Mapping[str, str], name: str) -> str | None:
    value = _url(env, name)
    if value is not None and (len(value) > 512 or not re.fullmatch(MEDIA_URL, value)):
        raise SettingsError(f"{name} must be an address of at most 512 letters, digits and '.-_~/:'.")
    return value


def _database_url(env: Mapping[str, str], data_dir: Path) -> str:
    value = env.get("DATABASE_URL")
    if value is None:
        return f"sqlite://{data_dir / 'encryptedmedia.sqlite3'}"
    scheme, found, rest = value.partition("://")
    if not found or not rest or scheme not in ("sqlite", "postgres", "postgresql"):
        raise SettingsError("DATABASE_URL must begin with sqlite:// or postgres:// and name a database.")
    return f"{'sqlite' if scheme == 'sqlite' else 'postgres'}://{rest}"
