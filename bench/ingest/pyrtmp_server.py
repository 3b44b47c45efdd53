"""The peer pyrtmp: its own server, session and FLV writer, writing what it receives to nowhere.

`PORT=... python -m bench.ingest.pyrtmp_server`.
"""

import asyncio
import logging
import os
from typing import Any

import uvloop
from pyrtmp.flv import FLVFileWriter, FLVMediaType
from pyrtmp.rtmp import RTMPProtocol, SimpleRTMPController


class Controller(SimpleRTMPController):  # type: ignore[misc]
    """Hands metadata, audio and video to the library's FLV writer."""

    async def on_ns_publish(self, session: Any, message: Any) -> None:
        session.state = FLVFileWriter(output=os.devnull)
        await super().on_ns_publish(session, message)

    async def on_metadata(self, session: Any, message: Any) -> None:
        session.state.write(0, message.to_raw_meta(), FLVMediaType.OBJECT)

    async def on_video_message(self, session: Any, message: Any) -> None:
        session.state.write(message.timestamp, message.payload, FLVMediaType.VIDEO)

    async def on_audio_message(self, session: Any, message: Any) -> None:
        session.state.write(message.timestamp, message.payload, FLVMediaType.AUDIO)

    async def on_stream_closed(self, session: Any, exception: Any) -> None:
        if session.state is not None:
            session.state.close()


async def serve(port: int) -> None:
    """Listen on 127.0.0.1 until killed."""
    logging.disable(logging.CRITICAL)  # the library logs at debug level by default; that would be measured too
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: RTMPProtocol(controller=Controller()), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(serve(int(os.environ["PORT"])))
