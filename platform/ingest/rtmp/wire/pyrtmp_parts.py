"""What is used of pyrtmp: its controller's hooks and its message classes. Everything is imported from here.

Importing `pyrtmp.rtmp` installs a root log handler at level DEBUG, and pyrtmp's modules set their loggers to DEBUG: a
library must not decide that for the process. Both are put back here, once, right behind the import.
"""

import logging

_root = logging.getLogger()
_handlers, _level = _root.handlers[:], _root.level

from pyrtmp.messages import Chunk  # noqa: E402
from pyrtmp.messages.command import (  # noqa: E402
    CommandMessage,
    NCConnect,
    NCCreateStream,
    NSCloseStream,
    NSDeleteStream,
    NSPublish,
)
from pyrtmp.messages.data import MetaDataMessage  # noqa: E402
from pyrtmp.messages.protocol_control import (  # noqa: E402
    Acknowledgement,
    SetChunkSize,
    SetPeerBandwidth,
    WindowAcknowledgementSize,
)
from pyrtmp.messages.user_control import PingResponse, StreamBegin  # noqa: E402
from pyrtmp.rtmp import BaseRTMPController  # noqa: E402

_root.handlers[:] = _handlers
_root.setLevel(_level)
for _name in list(logging.root.manager.loggerDict):
    if _name == "pyrtmp" or _name.startswith("pyrtmp."):
        logging.getLogger(_name).setLevel(logging.NOTSET)

__all__ = [
    "Acknowledgement",
    "BaseRTMPController",
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
