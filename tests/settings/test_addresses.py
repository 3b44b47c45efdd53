"""Which addresses are one peer, and a listener for both families."""

import socket
from contextlib import closing

import pytest

from settings.addresses import address_block, bind_both, plain_address


@pytest.mark.parametrize(
    ("address", "block"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("unknown", "unknown"),
    ],
)
def test_addresses_of_one_customer_are_one_peer(address: str, block: str) -> None:
    assert address_block(address) == block


def test_an_ipv4_address_inside_ipv6_is_shown_as_itself() -> None:
    assert plain_address("::ffff:192.0.2.1") == "192.0.2.1"
    assert plain_address("::ffff:1") == "::ffff:1"


@pytest.mark.parametrize(("host", "takes_ipv4"), [("::", True), ("::1", False)])
def test_the_unspecified_ipv6_address_takes_both_families(host: str, takes_ipv4: bool) -> None:
    with closing(bind_both(host, 0)) as listener:
        listener.listen()
        port = listener.getsockname()[1]
        with closing(socket.create_connection(("::1", port), 5)):
            pass
        with closing(socket.socket()) as client:
            assert (client.connect_ex(("127.0.0.1", port)) == 0) is takes_ipv4
