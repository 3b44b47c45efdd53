"""What every kind of subscriber must be: complete, and small."""

import pytest

from realtime.channel import Channel
from realtime.hub import Hub
from realtime.sockets.feed import Feed
from realtime.sockets.socket import PushSocket
from realtime.sockets.subscriber import Subscriber


@pytest.fixture
def hub() -> Hub:
    return Hub(lambda livestream_id, by: None)


@pytest.mark.parametrize("kind", [PushSocket, Feed])
def test_a_subscriber_carries_no_dict(hub: Hub, kind: type[Subscriber]) -> None:
    one = kind(hub, Channel("show", 0, lambda seq, room: None), "127.0.0.1", viewer=False)
    assert not hasattr(one, "__dict__"), "thousands of them sit idle"


def test_a_kind_that_cannot_say_goodbye_is_none(hub: Hub) -> None:
    class Rude(PushSocket):
        __slots__ = ()
        say_goodbye = Subscriber.say_goodbye

    with pytest.raises(TypeError, match="say_goodbye"):
        Rude(hub, Channel("show", 0, lambda seq, room: None), "127.0.0.1", viewer=False)
