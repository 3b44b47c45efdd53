"""The looks that the doctor takes. None raises, each ends within seconds, and none says a password or a key."""

import asyncio
import os
import shutil
import ssl
import tempfile
from datetime import UTC, datetime
from time import perf_counter
from urllib.parse import urlsplit

from redis.exceptions import RedisError

from api.doctor.clock import check_clock
from api.doctor.ingest import ask_ingest
from api.doctor.ports import check_ports
from api.doctor.processes import ask_process, judge_process
from api.limits.throttles import connect
from catalog.db.orm import close_database, open_database
from catalog.errors import DatabaseError
from outbox.mail.server import MailServer
from runtime.findings import Finding
from runtime.keys import Keys
from settings import Settings

PATIENCE = 5.0
"""Seconds that a server has to answer."""
LEAST_FREE = 1 << 30
"""Bytes that should be free where the platform keeps what it keeps."""
TRIED = 16 << 20
"""Bytes written to see how fast the disk is."""
LEAST_RATE = 10 << 20
"""Bytes a second below which recordings of a few shows at once fall behind."""
CERTIFICATE_DAYS = 14
"""A certificate should be renewed earlier before its end."""


async def examine(settings: Settings) -> list[Finding]:
    """Everything; what can be, side by side."""
    database = await check_database(settings)  # before its clock is asked: one connection at a time
    (redis, disk, clock, mail, certificate), (web, ingest, needed) = await asyncio.gather(
        asyncio.gather(
            check_redis(settings),
            asyncio.to_thread(check_disk, settings),
            check_clock(settings),
            check_mail(settings),
            check_certificate(settings),
        ),
        asyncio.gather(ask_process(settings, settings.port), ask_process(settings, settings.http_port), ask_ingest()),
    )
    return [
        database, redis, disk, clock, mail, certificate, *needed,
        judge_process("web", web), judge_process("ingest", ingest), *check_ports(settings, web, ingest),
    ]  # fmt: skip


async def check_database(settings: Settings) -> Finding:
    """Whether it answers, has this version's tables, and is sealed with our key."""
    try:
        async with asyncio.timeout(PATIENCE):
            await close_database(await open_database(settings.database_url, Keys(settings.secret_key)))
    except DatabaseError as error:
        return Finding("database", "broken", str(error))
    except (TimeoutError, OSError):
        return Finding("database", "broken", "It does not answer. See that it runs, and that DATABASE_URL names it.")
    return Finding("database", "ok", "It answers and has this version's tables.")


async def check_redis(settings: Settings) -> Finding:
    """Whether it answers, where there is to be one."""
    if settings.redis_url is None:
        return Finding("redis", "ok", "None is needed: REDIS_URL is not set.")
    try:
        client = connect(settings.redis_url)
        try:
            async with asyncio.timeout(PATIENCE):
                await client.execute_command("PING")
        finally:
            await client.aclose()
    except (RedisError, OSError, TimeoutError, ValueError) as error:
        words = f"It does not answer ({type(error).__name__}). See that it runs, and that REDIS_URL names it."
        return Finding("redis", "broken", words)
    return Finding("redis", "ok", "It answers.")


def check_disk(settings: Settings) -> Finding:
    """Whether there is room in `DATA_DIR`, and how fast it is written to. Blocks."""
    try:
        free = shutil.disk_usage(settings.data_dir).free
        if free < LEAST_FREE:
            return Finding("disk", "broken", f"{free >> 20} MiB are free in DATA_DIR. Make room, or give it more.")
        with tempfile.TemporaryFile(dir=settings.data_dir) as file:
            begun = perf_counter()
            file.write(os.urandom(TRIED))
            file.flush()
            os.fsync(file.fileno())
            rate = TRIED / (perf_counter() - begun)
    except OSError as error:
        words = f"DATA_DIR cannot be written to ({error.strerror}). Give it to the user the platform runs as."
        return Finding("disk", "broken", words)
    said = f"{free >> 30} GiB are free in DATA_DIR, which takes {rate / (1 << 20):.0f} MiB/s."
    if rate < LEAST_RATE:
        return Finding("disk", "unsure", f"{said} Recordings of several shows at once may fall behind.")
    return Finding("disk", "ok", said)


async def check_mail(settings: Settings) -> Finding:
    """Whether the mail server greets us and takes our password."""
    if settings.smtp_url is None:
        return Finding("mail", "unsure", "SMTP_URL is not set: mails are written to the log, and reach nobody.")
    obstacle = await MailServer(settings.smtp_url, "localhost", timeout=PATIENCE).find_obstacle()
    if obstacle is not None:
        return Finding("mail", "broken", f"{obstacle} See SMTP_URL.")
    return Finding("mail", "ok", "The mail server greets us, and takes the password where there is one.")


async def check_certificate(settings: Settings, tls: ssl.SSLContext | None = None) -> Finding:
    """Whether browsers trust the one of `PUBLIC_URL`, and for how long. `tls` for one that only a test knows."""
    address = urlsplit(settings.public_url or "")
    if address.scheme != "https" or address.hostname is None:
        return Finding("certificate", "unsure", "PUBLIC_URL is not https://: there is none, and browsers want one.")
    tls = tls or ssl.create_default_context()
    try:
        async with asyncio.timeout(PATIENCE):
            _, writer = await asyncio.open_connection(address.hostname, address.port or 443, ssl=tls)
    except ssl.SSLCertVerificationError as error:
        words = f"Browsers will not trust {address.hostname}: {error.verify_message}. Have it renewed."
        return Finding("certificate", "broken", words)
    except (OSError, TimeoutError) as error:
        words = f"PUBLIC_URL does not answer from here ({type(error).__name__}). See nginx, name and firewall."
        return Finding("certificate", "broken", words)
    shown = writer.get_extra_info("peercert")
    writer.transport.abort()
    days = (datetime.fromtimestamp(ssl.cert_time_to_seconds(shown["notAfter"]), UTC) - datetime.now(UTC)).days
    if days < CERTIFICATE_DAYS:
        return Finding("certificate", "unsure", f"It ends in {days} days. See that it is renewed by itself.")
    return Finding("certificate", "ok", f"Browsers trust it for {days} days.")
