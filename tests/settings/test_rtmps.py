"""RTMP over TLS: a port of its own, and two files it cannot do without."""

from pathlib import Path

import pytest

from settings import SettingsError, load_settings

SECRETS = {"SECRET_KEY": "a" * 64, "STREAMING_SECRET": "b" * 64}
FILES = {"TLS_CERTIFICATE": "/etc/tls/live.crt", "TLS_KEY": "/etc/tls/live.key"}


def test_there_is_no_rtmps_unless_asked_for() -> None:
    settings = load_settings(SECRETS, env_file=None)
    assert (settings.rtmps_port, settings.tls_certificate, settings.tls_key) == (None, None, None)


def test_a_port_and_two_files_make_rtmps() -> None:
    settings = load_settings({**SECRETS, **FILES, "RTMPS_PORT": "1936"}, env_file=None)
    assert settings.rtmps_port == 1936
    assert (settings.tls_certificate, settings.tls_key) == (Path("/etc/tls/live.crt"), Path("/etc/tls/live.key"))


def test_its_address_is_told_by_whoever_knows_the_port() -> None:
    """As web does, on a machine without the certificate's files."""
    settings = load_settings({**SECRETS, "RTMPS_PORT": "1936", "RTMP_HOST": "in.example.org"}, env_file=None)
    assert settings.rtmps_url() == "rtmps://in.example.org:1936/live"
    assert load_settings(SECRETS, env_file=None).rtmps_url() is None


def test_the_port_must_be_its_own() -> None:
    with pytest.raises(SettingsError, match="RTMPS_PORT"):
        load_settings({**SECRETS, **FILES, "RTMPS_PORT": "1935"}, env_file=None)
