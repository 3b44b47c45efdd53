"""What is used of pyrtmp: its message classes, into which commands are read, and with which control messages are
written. Everything is imported from here.

pyrtmp's modules set their loggers to DEBUG, which is not for a library to decide: that is put back here, once, right
behind the import.
"""

import logging

from pyrtmp.messages import Chunk
from pyrtmp.messages.command import (
    CommandMessage,
    NCConnect,
    NCCreateStream,
    NSCloseStream,
    NSDeleteStream,
    NSPublish,
)
from pyrtmp.messages.data import MetaDataMessage
from pyrtmp.messages.protocol_control import (
    Acknowledgement,
    SetChunkSize,
    SetPeerBandwidth,
    WindowAcknowledgementSize,
)
from pyrtmp.messages.user_control import PingResponse, StreamBegin

for _name in list(logging.root.manager.loggerDict):
    if _name == "pyrtmp" or _name.startswith("pyrtmp."):
        logging.getLogger(_name).setLevel(logging.NOTSET)

__all__ = [
    "Acknowledgement",
    "Chunk",
    "CommandMessage",
    "MetaDataMessage",
    "NCConnect",
    "NCCreateStream",
    "NSCloseStream",
    "NSDeleteStream",
    "NSPublish",
    "PingResponse",
    "SetChunkSize",
    "SetPeerBandwidth",
    "StreamBegin",
    "WindowAcknowledgementSize",
]
