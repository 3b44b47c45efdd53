"""What each RTMP command does for a publisher. (RTMP 1.0, section 7.2)

Audio, video and data never come here: the connection hands them to the publisher. Set Chunk Size and Abort neither:
the chunk reader must know them before the next byte.
"""

import asyncio
import logging
import secrets

from contract.publishing import UNKNOWN_KEY, Reason
from ingest.errors import RefusedError
from ingest.limits.restarts import Restarts
from ingest.limits.wrong_keys import WrongKeys
from ingest.publishing.publisher import Publisher, open_packager
from ingest.publishing.publishers import Publishers
from ingest.rtmp.bounds import USUAL, Bounds
from ingest.rtmp.life import Phase
from ingest.rtmp.session import WINDOW, Session, find_stream_key
from ingest.rtmp.wire.commands import answer, connected, read_command, rejected, status
from ingest.rtmp.wire.messages import COMMAND, COMMAND_AMF3, USER_CONTROL, WINDOW_ACKNOWLEDGEMENT_SIZE, Message
from ingest.rtmp.wire.pyrtmp_parts import (
    CommandMessage,
    NCConnect,
    NCCreateStream,
    NSCloseStream,
    NSDeleteStream,
    NSPublish,
    PingResponse,
    SetChunkSize,
    SetPeerBandwidth,
    StreamBegin,
    WindowAcknowledgementSize,
)
from ingest.web.callbacks import Web
from ingest.web.courier import Courier
from ingest.web.recognition import Recognition
from runtime.refusals import Refusals

log = logging.getLogger(__name__)

APP = "live"
CHUNK_SIZE = 65_536
"""FFmpeg takes over the server's chunk size for its own chunks: fewer of them cost both less."""
_PING_REQUEST = 6
_LEAST_WINDOW = 4_096
_MAX_STREAMS = 16
CROWD = 8
"""So many keys being validated at a time are as many shows as begin at once; of more, most are wrong."""


class PublishController:
    """One for all connections; whatever belongs to one of them is in its `Session`."""

    def __init__(
        self, web: Web, publishers: Publishers, courier: Courier, refusals: Refusals, bounds: Bounds = USUAL
    ) -> None:
        self.refusals = refusals
        self.bounds = bounds
        self._wrong_keys = WrongKeys()
        self._restarts = Restarts()
        self._web = web
        self._recognition = Recognition(web)
        self._publishers = publishers
        self._courier = courier
        self.closing = False  # the process is about to stop: no new publishers

    async def handle(self, session: Session, message: Message) -> None:
        """Read one message that is no media, and do what it says.

        Raises:
            ProtocolError: it cannot be read.
            RefusedError: the connection must end; words for the artist.
        """
        kind, _, _, body = message
        if kind in (COMMAND, COMMAND_AMF3):
            command = read_command(message)
            match command:
                case NCConnect():
                    self._connect(session, command)
                case NCCreateStream():
                    self._create_stream(session, command)
                case NSPublish():
                    await self._publish(session, command)
                case NSCloseStream() | NSDeleteStream():
                    await self._unpublish(session)
                case _:
                    await self._answer(session, command)
        elif kind == WINDOW_ACKNOWLEDGEMENT_SIZE and len(body) >= 4:
            # How often the peer wants to hear that its bytes arrived.
            session.window = max(int.from_bytes(body[:4], "big"), _LEAST_WINDOW)
        elif kind == USER_CONTROL and len(body) >= 6 and int.from_bytes(body[:2], "big") == _PING_REQUEST:
            session.send(PingResponse(timestamp=int.from_bytes(body[2:6], "big")))
        else:
            log.debug("message of type %d ignored", kind)  # for players, or of no use to a publisher's server

    def _connect(self, session: Session, message: NCConnect) -> None:
        """`connect`: agree on sizes, refuse applications other than `live`.

        Raises:
            RefusedError: after the refusal was sent.
        """
        wanted = message.command_object if isinstance(message.command_object, dict) else {}
        app = str(wanted.get("app") or "").strip("/")
        if app.split("?")[0].split("/")[0] != APP:
            words = f'There is no application of this name here: the server\'s address ends in "/{APP}".'
            session.send(rejected(message.transaction_id, words))
            raise RefusedError("unknown_app", words)
        session.app = app
        session.send(
            WindowAcknowledgementSize(ack_window_size=WINDOW),
            SetPeerBandwidth(ack_window_size=WINDOW, limit_type=2),
            SetChunkSize(chunk_size=CHUNK_SIZE),
            StreamBegin(stream_id=0),
            connected(message.transaction_id),
        )

    def _create_stream(self, session: Session, message: NCCreateStream) -> None:
        """`createStream`: numbers from 1."""
        session.streams += 1
        if session.streams > _MAX_STREAMS:
            raise RefusedError("too_many_streams", "This encoder opens too many streams.")
        session.send(answer("_result", message.transaction_id, None, session.streams))

    async def _publish(self, session: Session, message: NSPublish) -> None:
        """`publish`: ask web, open the packager, accept. Nothing is accepted before web has said yes.

        Raises:
            RefusedError: the publisher was turned away; the connection tells it so.
        """
        session.stream_id = message.msg_stream_id or 1
        if session.app is None:
            raise RefusedError("not_connected", "This encoder publishes before it connects.")
        if self.closing:
            raise RefusedError("restarting", "The streaming server is restarting. Try again in a moment.")
        if session.publisher is not None:
            raise RefusedError("already_publishing", "This encoder publishes twice on one connection.")
        key = find_stream_key(session.app, message.publishing_name)
        if not key:
            raise RefusedError("unknown_key", "The stream key is empty: copy it from the livestream's page.")
        if key in self._publishers.connecting:
            raise RefusedError("already_publishing", "Another encoder is just connecting with this stream key.")
        wait = self._wrong_keys.wait(session.address, key)
        if wait:
            self.refusals.note("wrong_keys", f"{session.address} tries too many stream keys that there are not")
            raise RefusedError(
                "too_many_tries",
                "Too many wrong stream keys came from your network. Copy the key from the livestream's page, and try "
                f"again in {wait} seconds.",
            )
        wait = self._restarts.wait(key, asyncio.get_running_loop().time())
        if wait:
            self.refusals.note("restarts", f"an encoder at {session.address} starts and stops all the time")
            raise RefusedError(
                "too_many_restarts",
                f"This encoder starts and stops all the time. Wait {wait} seconds, then start streaming again.",
            )
        self._publishers.connecting.add(key)
        loop = asyncio.get_running_loop()
        session.life.enter(Phase.ADMITTING, loop.time())
        try:
            session.publisher = await self._admit(session, key)
            session.life.enter(Phase.PUBLISHING, loop.time())
        except RefusedError as refusal:
            if refusal.code == "unknown_key":
                self._wrong_keys.note_wrong(session.address)
            raise
        finally:
            self._publishers.connecting.discard(key)
        self._wrong_keys.note_good(key)
        session.send(
            StreamBegin(stream_id=session.stream_id),
            status("NetStream.Publish.Start", "Publishing.", stream_id=session.stream_id),
        )

    async def _admit(self, session: Session, key: str) -> Publisher:
        before = self._publishers.find(key)
        # An encoder that stopped this moment and comes back meets no one but itself, whatever web has heard by then.
        replaces = self._publishers.find_gone(key, asyncio.get_running_loop().time())
        if before is not None:
            replaces = before.admission.session_id if before.is_silent(self.bounds.takeover) else None
        if len(self._publishers.connecting) > CROWD and not await self._recognition.is_known(key):
            raise RefusedError("unknown_key", UNKNOWN_KEY)
        session_id = secrets.token_hex(16)
        try:
            admission = await self._web.validate(
                key, session_id, session.address, replaces, patience=self.bounds.validate
            )
        except asyncio.CancelledError:
            # The node stops. Web may give it the place all the same: the encoder's next try would find it taken, and
            # its artist would see somebody who came and never went.
            self._courier.tell_gone(key, session_id, reason=Reason.STOPPING.value)
            raise
        try:
            before = self._publishers.find(key)
            if before is not None:
                # Asked again: it may have been this process that stood still, and the media was there all the time.
                silent = replaces == before.admission.session_id and before.is_silent(self.bounds.takeover)
                if not (silent or admission.takes_over):
                    raise RefusedError(
                        "already_publishing", "Another encoder is live with this stream key. Stop that one first."
                    )
                before.stop(Reason.TAKEN_OVER, "Another encoder has taken over with your stream key.")
                await before.end(Reason.TAKEN_OVER)
            self._restarts.note(key, asyncio.get_running_loop().time())
            packager = await open_packager(self._publishers.origin, admission)
        except BaseException:
            # Web has given it the place.
            self._courier.tell_ended(admission, reason=Reason.REFUSED.value, clean=False)
            raise
        return Publisher(admission, packager, self._publishers, self._courier, session.address)

    async def _answer(self, session: Session, message: CommandMessage) -> None:
        """Commands pyrtmp has no class for: `releaseStream`, `FCPublish`, `FCUnpublish` and whatever else."""
        match message.command_name:
            case "FCPublish":
                session.send(
                    answer("onFCPublish", 0, None, _event("NetStream.Publish.Start", "FCPublish")),
                    answer("_result", message.transaction_id, None),
                )
            case "FCUnpublish":
                await self._unpublish(session)
                session.send(answer("onFCUnpublish", 0, None, _event("NetStream.Unpublish.Success", "FCUnpublish")))
            case "releaseStream" | "_checkbw" | "getStreamLength":
                session.send(answer("_result", message.transaction_id, None))
            case "play" | "play2":
                session.send_error("NetStream.Play.Failed", "Nothing is played over RTMP here; open the HLS address.")
                raise RefusedError("no_playback", "a player asked for RTMP playback")
            case _:
                # Answers to calls we never made, and calls nobody needs: an error would only upset the encoder.
                # Its name stays out of the log: an encoder set up wrongly may send its key in any place.
                log.debug("a command that means nothing here was ignored")

    async def _unpublish(self, session: Session) -> None:
        """`closeStream`, `deleteStream`, `FCUnpublish`: a clean end."""
        publisher = session.publisher
        if publisher is not None:
            session.send(status("NetStream.Unpublish.Success", "Stopped.", stream_id=session.stream_id))
            await publisher.end(Reason.STOPPED)
            session.publisher = None  # not before: should this be cancelled, the connection waits for the same end
            session.life.enter(Phase.COMMANDING, asyncio.get_running_loop().time())


def _event(code: str, words: str) -> dict[str, str]:
    return {"level": "status", "code": code, "description": words}
