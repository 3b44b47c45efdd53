"""The listener: ports taken, too many connections, TLS whose certificate is replaced, and the process around it."""

import asyncio
import contextlib
import os
import signal
import socket
import ssl
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.errors import StartError
from ingest.node import IngestNode
from ingest.rtmp.bounds import Bounds
from ingest.rtmp.connection import Connection
from ingest.rtmp.tls import Certificates
from support.callback_web import SECRET, CallbackWeb
from support.ingest_node import SHORT_GOODBYES, StartNode, port_of
from support.needs import find_program
from support.packagers import RecordingOrigin
from support.rtmp import RtmpClient
from support.waiting import PATIENCE, until

KEY = "00112233445566778899aabbccddeeff"


def make_certificate(folder: Path, name: str, certificate: Path, key: Path) -> None:
    draft_certificate, draft_key = folder / "draft.crt", folder / "draft.key"
    subprocess.run(
        [find_program("openssl"), "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
         "-days", "2", "-subj", f"/CN={name}", "-keyout", str(draft_key), "-out", str(draft_certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    draft_key.replace(key)
    draft_certificate.replace(certificate)


async def name_shown(port: int) -> str:
    """The name in the certificate the server shows now."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    _, writer = await asyncio.open_connection("127.0.0.1", port, ssl=context)
    shown = ssl.DER_cert_to_PEM_cert(writer.get_extra_info("ssl_object").getpeercert(binary_form=True))
    writer.close()
    done = await asyncio.to_thread(
        subprocess.run,
        [find_program("openssl"), "x509", "-noout", "-subject"],
        input=shown,
        text=True,
        capture_output=True,
    )
    return done.stdout.strip().rpartition("CN")[2].strip(" =")


async def test_a_taken_port_is_named_with_its_setting(start_node: StartNode) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(StartError, match=f"RTMP_PORT is {port}, and another program"):
            await start_node(rtmp_port=port)


async def test_a_new_connection_takes_the_place_of_one_that_publishes_nothing(
    start_node: StartNode, web: CallbackWeb
) -> None:
    web.admit(KEY)
    node = await start_node(rtmp_connections=3)
    publisher = await RtmpClient.publishing(port_of(node), KEY)
    idle = [await RtmpClient.start(port_of(node)) for _ in range(2)]
    await RtmpClient.start(port_of(node))
    await idle[0].wait_closed()
    assert node.server.connections == 3
    assert node.refusals.counts == {"rtmp_gave_way": 1}
    publisher.send_headers()
    publisher.send_show()
    await web.wait_for("stream_started")


async def test_publishers_give_way_to_nobody(start_node: StartNode, web: CallbackWeb) -> None:
    node = await start_node(rtmp_connections_per_address=2)
    publishers = []
    for number in range(2):
        web.admit(f"{KEY}{number}", f"playback{number:08}")
        publishers.append(await RtmpClient.publishing(port_of(node), f"{KEY}{number}"))
    node.server._arrivals.clear()  # which would turn the third away before it is asked who may give way
    with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
        await RtmpClient.start(port_of(node))
    assert len(node.publishers) == len(publishers)
    assert node.refusals.counts == {"rtmp_full": 1}


async def test_connections_that_come_too_fast_from_one_address_are_turned_away(
    start_node: StartNode, caplog: pytest.LogCaptureFixture
) -> None:
    node = await start_node(rtmp_connections_per_address=3)
    opened = 0
    with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
        for _ in range(50):
            (await RtmpClient.start(port_of(node))).abort()
            opened += 1
    assert opened >= 3
    assert "RTMP connections come too fast from 127.0.0.1" in caplog.text


async def test_a_node_on_the_unspecified_ipv6_address_takes_ipv4_as_well(start_node: StartNode) -> None:
    node = await start_node(host="::")
    assert (await RtmpClient.start(port_of(node))).commands == []


async def test_connections_that_come_and_go_leave_nothing_behind(start_node: StartNode, web: CallbackWeb) -> None:
    node = await start_node()
    for _ in range(30):
        client = await RtmpClient.start(port_of(node))
        client.abort()
    await until(lambda: not node.server.connections)
    assert node.server._seats._by_address == {}
    assert not [task for task in asyncio.all_tasks() if task.get_name().startswith("RTMP connection")]


@pytest.mark.parametrize("missing", ["tls_certificate", "tls_key"])
async def test_rtmps_without_a_certificate_is_refused_in_words(start_node: StartNode, missing: str) -> None:
    files = {"tls_certificate": Path("/etc/tls/live.crt"), "tls_key": Path("/etc/tls/live.key")} | {missing: None}
    with pytest.raises(StartError, match="TLS_CERTIFICATE and TLS_KEY"):
        await start_node(rtmps_port=0, **files)


async def test_rtmps_publishes_and_follows_its_certificate(
    start_node: StartNode, web: CallbackWeb, origin: RecordingOrigin, tmp_path: Path
) -> None:
    certificate, key = tmp_path / "tls.crt", tmp_path / "tls.key"
    make_certificate(tmp_path, "first", certificate, key)
    node = await start_node(rtmps_port=0, tls_certificate=certificate, tls_key=key)
    port = node.server.ports[1]
    assert await name_shown(port) == "first"
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    web.admit(KEY)
    client = await RtmpClient.start(port, context=context)
    assert (await client.publish(KEY))["code"] == "NetStream.Publish.Start"
    client.send_headers()
    client.send_show()
    await web.wait_for("stream_started")

    make_certificate(tmp_path, "second", certificate, key)
    certificates = node.server._certificates
    assert certificates is not None
    assert certificates.refresh()
    assert await name_shown(port) == "second"
    client.send_show(start=400)
    client.command("deleteStream", None, 1)
    (ended,) = await web.wait_for("stream_ended")
    assert ended["clean"] is True


async def is_closed(peer: socket.socket) -> bool:
    """Wait until the server has closed it."""
    async with asyncio.timeout(PATIENCE):
        try:
            return await asyncio.get_running_loop().sock_recv(peer, 1) == b""
        except ConnectionResetError:
            return True


async def connect_silently(port: int) -> socket.socket:
    """Of a TLS handshake that never begins."""
    peer = socket.socket()
    peer.setblocking(False)
    await asyncio.get_running_loop().sock_connect(peer, ("127.0.0.1", port))
    return peer


async def start_secured(start_node: StartNode, folder: Path, bounds: Bounds = SHORT_GOODBYES) -> IngestNode:
    """A node with eight seats, four for one address."""
    certificate, key = folder / "tls.crt", folder / "tls.key"
    make_certificate(folder, "first", certificate, key)
    return await start_node(
        bounds,
        rtmps_port=0, tls_certificate=certificate, tls_key=key, rtmp_connections=8, rtmp_connections_per_address=4,
    )  # fmt: skip


@pytest.fixture
async def rtmps(start_node: StartNode, tmp_path: Path) -> IngestNode:
    return await start_secured(start_node, tmp_path)


def trust_all() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


async def test_handshakes_that_say_nothing_take_no_more_seats_than_connections_may(
    rtmps: IngestNode, web: CallbackWeb, caplog: pytest.LogCaptureFixture
) -> None:
    web.admit(KEY)
    port = rtmps.server.ports[1]
    client = await RtmpClient.start(port, context=trust_all())
    assert (await client.publish(KEY))["code"] == "NetStream.Publish.Start"
    peers = [await connect_silently(port) for _ in range(40)]
    refused = 0
    for peer in peers[:30]:
        assert await is_closed(peer)
        refused += 1
    assert refused == 30
    assert rtmps.server.connections <= 4
    assert rtmps.controller.refusals.counts["rtmp_gave_way"] > 0
    assert rtmps.controller.refusals.counts["rtmp_arrivals"] > 0
    assert "too many RTMP connections; one from 127.0.0.1 that was idle is ended" in caplog.text
    client.send_headers()
    client.send_show()
    await web.wait_for("stream_started")
    for peer in peers:
        peer.close()


async def test_handshake_that_is_none_leaves_its_seat_and_costs_its_address(rtmps: IngestNode) -> None:
    peer = await connect_silently(rtmps.server.ports[1])
    await asyncio.get_running_loop().sock_sendall(peer, b"\x03" * 1537)
    with contextlib.suppress(ConnectionResetError):
        while await asyncio.get_running_loop().sock_recv(peer, 4096):
            pass
    peer.close()
    await until(lambda: not rtmps.server.connections)
    late = await connect_silently(rtmps.server.ports[1])
    assert await is_closed(late), "its address has had its share for a while"
    late.close()
    assert rtmps.controller.refusals.counts["rtmp_arrivals"] == 1


async def test_handshake_that_never_begins_is_ended(start_node: StartNode, tmp_path: Path) -> None:
    rtmps = await start_secured(start_node, tmp_path, Bounds(handshake=0.2))
    peer = await connect_silently(rtmps.server.ports[1])
    assert await is_closed(peer)
    peer.close()
    await until(lambda: not rtmps.server.connections)


async def test_node_stops_while_handshakes_are_under_way(rtmps: IngestNode) -> None:
    peer = await connect_silently(rtmps.server.ports[1])
    await until(lambda: rtmps.server.connections)
    await rtmps.server.stop(2)
    assert rtmps.server.connections == 0
    assert await is_closed(peer)
    peer.close()
    assert not [task for task in asyncio.all_tasks() if task.get_name().startswith("TLS handshake")]


def test_a_certificate_without_its_key_is_not_taken(tmp_path: Path) -> None:
    certificate, key = tmp_path / "tls.crt", tmp_path / "tls.key"
    make_certificate(tmp_path, "first", certificate, key)
    certificates = Certificates(certificate, key)
    assert not certificates.refresh()
    make_certificate(tmp_path, "second", certificate, tmp_path / "elsewhere.key")
    assert not certificates.refresh()
    key.write_bytes((tmp_path / "elsewhere.key").read_bytes())
    assert certificates.refresh()


def test_missing_certificates_are_named_with_their_settings(tmp_path: Path) -> None:
    with pytest.raises(StartError, match="TLS_CERTIFICATE"):
        Certificates(tmp_path / "none.crt", tmp_path / "none.key")


def start_process(folder: Path, web: CallbackWeb, rtmp: int, http: int) -> "subprocess.Popen[str]":
    root = Path(__file__).parents[3]
    environ = {
        **os.environ, "PYTHONPATH": str(root / "platform"), "DATA_DIR": str(folder / "var"), "HOST": "127.0.0.1",
        "RTMP_PORT": str(rtmp), "HTTP_PORT": str(http), "BACKEND_API_URL": web.url, "STREAMING_SECRET": SECRET,
    }  # fmt: skip
    return subprocess.Popen(
        [sys.executable, "-m", "ingest"],
        cwd=folder,
        env=environ,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
async def test_the_process_ends_in_order_at_a_signal(web: CallbackWeb, tmp_path: Path, name: signal.Signals) -> None:
    web.admit(KEY)
    port = free_port()
    process = start_process(tmp_path, web, port, free_port())
    try:
        await web.wait_for("report", timeout=20)
        client = await RtmpClient.publishing(port, KEY)
        client.send_headers()
        client.send_show()
        await web.wait_for("stream_started")
        process.send_signal(name)
        assert "restarting" in (await client.hear_status())["description"]
        output, _ = await asyncio.to_thread(process.communicate, timeout=PATIENCE)
    finally:
        process.kill()
    assert process.returncode == 0, output
    assert web.named("stream_ended")[0]["reason"] == "node_stopping"
    assert KEY not in output
    assert "Traceback" not in output
    assert output.count(" accepted") == output.count(" ended (") == 1


async def test_a_killed_process_is_made_up_for_by_the_next(web: CallbackWeb, tmp_path: Path) -> None:
    web.admit(KEY)
    port = free_port()
    process = start_process(tmp_path, web, port, free_port())
    try:
        await web.wait_for("report", timeout=20)
        client = await RtmpClient.publishing(port, KEY)
        client.send_headers()
        client.send_show()
        await web.wait_for("stream_started")
    finally:
        process.kill()
        process.communicate()
    heir = start_process(tmp_path, web, port, free_port())
    try:
        (ended,) = await web.wait_for("stream_ended", timeout=20)
        assert (ended["reason"], ended["clean"]) == ("node_restarted", False)
    finally:
        heir.terminate()
        heir.communicate(timeout=PATIENCE)


async def test_a_process_that_cannot_start_says_why(web: CallbackWeb, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = start_process(tmp_path, web, port, free_port())
        output, _ = await asyncio.to_thread(process.communicate, timeout=PATIENCE)
    assert process.returncode == 1
    assert f"ingest cannot start: RTMP_PORT is {port}" in output
    assert "Traceback" not in output


async def test_a_node_that_stood_still_holds_nobodys_silence_against_them(
    start_node: StartNode, web: CallbackWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.admit(KEY)
    node = await start_node(publisher_timeout=3.0)
    checked: list[float] = []
    monkeypatch.setattr(Connection, "check", lambda connection, now: checked.append(now))
    client = await RtmpClient.publishing(port_of(node), KEY)
    await node.server._checks.stop()
    node.server._checked_at -= 9  # as after a standstill of this process
    checked.clear()
    await node.server._check()
    assert checked == [], "what came meanwhile is yet to be read"
    await node.server._check()
    assert len(checked) == 1
    client.close()
