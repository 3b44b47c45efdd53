"""Which addresses are on the public internet, and what an address must look like."""

import pytest

from outbox.webhook.addresses import check_url, is_public

PUBLIC = [
    "1.1.1.1",
    "93.184.216.34",
    "100.63.255.255",
    "100.128.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "223.255.255.255",
    "2606:4700:4700::1111",
    "2a00:1450:4001:830::200e",
    "::ffff:1.1.1.1",
    "64:ff9b::1.1.1.1",
    "2002:101:101::1",
]
NOT_PUBLIC = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "100.127.255.255",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",
    "192.0.2.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.7",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::10.0.0.1",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "2002:a00:1::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "http://example.org:8080/hooks?token=1",
        "https://bücher.example/hooks",
        "http://93.184.216.34/",
        "http://[2606:4700:4700::1111]:81/",
    ],
)
def test_address_that_a_webhook_may_have_is_kept_as_it_is(url: str) -> None:
    assert check_url(url) == url


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "Must begin with https"),
        ("example.org/hooks", "Must begin with https"),
        ("ftp://example.org/", "Must begin with https"),
        ("file:///etc/passwd", "Must begin with https"),
        ("gopher://example.org/", "Must begin with https"),
        ("https:///hooks", "Must begin with https"),
        ("https://user:word@example.org/", "must not hold a user name"),
        ("https://example.org@10.0.0.1/", "must not hold a user name"),
        ("https://example.org/#part", "must not have a part after #"),
        ("https://example.org:99999/", "Must name a host and a port"),
        ("https://example.org:x/", "Must be an address"),
        ("https://example.org:+443/", "Must name a host and a port"),
        ("https://exa mple.org/", "Must name a host and a port"),
        ("https://example.org/\n", "Must be an address"),
        ("http://[fe80::1%25eth0]/", "Must"),
        ("http://example.org:0/", "Must name a host and a port"),
        ("http://example.org:25/", "port of another service"),
        ("http://example.org:22/", "port of another service"),
        ("https://example.org:6379/", "port of another service"),
        ("http://example.org:11211/", "port of another service"),
    ],
)
def test_address_that_no_webhook_may_have_is_refused_in_words(url: str, words: str) -> None:
    with pytest.raises(ValueError, match=f"(?i){words}"):
        check_url(url)
