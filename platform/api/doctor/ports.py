"""Whether each port that the platform listens on is free, or its own."""

import errno
import socket
from collections.abc import Iterator

from api.doctor.processes import Answer
from runtime.findings import Finding
from settings import Settings
from settings.addresses import bind_both


def check_ports(settings: Settings, web: Answer, ingest: Answer) -> Iterator[Finding]:
    """Each of them, with what its process has answered."""
    yield _check_port(settings.host, "PORT", settings.port, "web", web.who == "ours")
    yield _check_port(settings.host, "HTTP_PORT", settings.http_port, "ingest", ingest.who == "ours")
    publishing = ingest.who == "ours" and ingest.parts.get("rtmp") == "ok"
    yield _check_port(settings.host, "RTMP_PORT", settings.rtmp_port, "ingest", publishing)
    if settings.rtmps_port is not None:
        yield _check_port(settings.host, "RTMPS_PORT", settings.rtmps_port, "ingest", publishing)


def _check_port(host: str, setting: str, port: int, process: str, is_ours: bool) -> Finding:
    what = f"port {port}"
    try:
        _bind(host, port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE and is_ours:
            return Finding(what, "ok", f"{process} listens there.")
        if error.errno == errno.EADDRINUSE:
            words = f"{setting}: another program has it. End that one, or set {setting} to another."
        elif error.errno == errno.EACCES:
            words = f"{setting}: this user may not listen there. Take one over 1023, or give it the right."
        else:
            words = f"{setting}: nobody can listen on {host} here ({error.strerror}). See HOST."
        return Finding(what, "broken", words)
    if is_ours:
        return Finding(what, "unsure", f"{setting}: {process} answers, and listens on another address than HOST.")
    return Finding(what, "ok", f"{setting}: it is free for {process}.")


def _bind(host: str, port: int) -> None:
    """Take it for a moment, without listening.

    Raises:
        OSError: it cannot be had.
    """
    if ":" in host:
        bind_both(host, port).close()
        return
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        tried.bind((host, port))
