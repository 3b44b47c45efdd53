"""From the environment and `.env` to `Settings`."""

import socket
from pathlib import Path
from typing import Any

import pytest

from settings import Settings, SettingsError, load_settings

SECRETS = {"SECRET_KEY": "a" * 64, "STREAMING_SECRET": "b" * 64}


def load(env_file: Path | None = None, /, **variables: str) -> Settings:
    return load_settings({**SECRETS, **variables}, env_file=env_file)


def refuse(**variables: str) -> str:
    with pytest.raises(SettingsError) as refusal:
        load(**variables)
    return str(refusal.value)


def test_an_empty_environment_serves_on_this_machine() -> None:
    settings = load()
    assert (settings.port, settings.rtmp_port, settings.http_port) == (3000, 1935, 8000)
    assert settings.rtmp_url() == "rtmp://localhost:1935/live"
    assert settings.origin_url() == "http://localhost:8000"
    assert settings.page_url == "http://localhost:3000"
    assert settings.backend_api_url == "http://localhost:3000"
    assert settings.database_url == "sqlite://var/encryptedmedia.sqlite3"
    assert settings.redis_url is None
    assert settings.node == socket.gethostname()


def test_what_follows_a_port_follows_it() -> None:
    settings = load(PORT="3100", HTTP_PORT="8100", RTMP_PORT="1936", RTMP_HOST="in.example.org")
    assert settings.backend_api_url == "http://localhost:3100"
    assert settings.page_url == "http://localhost:3100"
    assert settings.hls_port == 8100
    assert settings.origin_url() == "http://localhost:8100"
    assert settings.rtmp_url() == "rtmp://in.example.org:1936/live"


def test_a_cdn_overrides_host_and_port() -> None:
    settings = load(HLS_HOST="hls.example.org", HLS_PORT="443", HLS_BASE_URL="https://cdn.example.org/")
    assert settings.origin_url() == "https://cdn.example.org"


def test_the_database_lies_in_the_data_folder() -> None:
    assert load(DATA_DIR="/srv/live").database_url == "sqlite:///srv/live/encryptedmedia.sqlite3"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_both_names_of_postgresql_are_understood(scheme: str) -> None:
    assert load(DATABASE_URL=f"{scheme}://u:p@db/live").database_url == "postgres://u:p@db/live"


def test_mail_goes_to_a_server_with_its_user_and_password_and_comes_from_somebody() -> None:
    settings = load(SMTP_URL="smtps://live:p%40ss@mail.example.org:465", MAIL_FROM="Live <live@example.org>")
    assert settings.smtp_url == "smtps://live:p%40ss@mail.example.org:465"
    assert settings.mail_from == "Live <live@example.org>"
    assert "p%40ss" not in repr(settings)
    assert (load().smtp_url, load().mail_from) == (None, None)


def test_mail_that_comes_from_nobody_is_refused() -> None:
    assert refuse(SMTP_URL="smtp://localhost") == (
        "SMTP_URL is set: MAIL_FROM must say whom mails come from, such as live@example.org."
    )
    secret = "http://live:secret@mail.example.org"
    assert refuse(SMTP_URL=secret) == "SMTP_URL must be an address that begins with smtp:// or smtps://."


@pytest.mark.parametrize(
    "value", ["live", "live@", "@example.org", "Live <live@example.org", "a@b.org, c@d.org", "<>"]
)
def test_sender_that_is_no_address_is_refused(value: str) -> None:
    assert refuse(MAIL_FROM=value).startswith(f"MAIL_FROM is {value!r}; it must be like live@example.org")


def test_an_empty_or_blank_value_means_the_default() -> None:
    assert load(PORT="", RECONNECT_GRACE="  ", FFMPEG_PATH="") == load()


def test_values_are_stripped() -> None:
    assert load(PORT=" 3001 ").port == 3001


def test_env_file_fills_in_and_the_environment_wins(tmp_path: Path) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text(
        "# a comment\n\nexport PORT=3005 # another\nRTMP_HOST = 'in.example.org'\nHLS_BASE_URL=\"https://cdn.example.org\"\n"
        "DATABASE_URL=postgres://u:p=1#2@db/live\n"
    )
    settings = load(env_file, PORT="3006")
    assert settings.port == 3006
    assert settings.rtmp_host == "in.example.org"
    assert settings.hls_base_url == "https://cdn.example.org"
    assert settings.database_url == "postgres://u:p=1#2@db/live"


def test_a_value_in_quotes_may_hold_what_would_end_it_and_nothing_is_filled_in(tmp_path: Path) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text("DATABASE_URL='postgres://u:p #1@db/live'\nNODE_NAME=${HOME} # here\n")
    settings = load(env_file)
    assert settings.database_url == "postgres://u:p #1@db/live"
    assert settings.node == "${HOME}"


def test_a_line_of_the_env_file_that_is_none_is_named(tmp_path: Path) -> None:
    env_file = tmp_path / ".env"
    for words in ("secret words", "SECRET", "=secret"):
        env_file.write_text(f"PORT=3000\n\n{words}\n")
        with pytest.raises(SettingsError) as refusal:
            load(env_file)
        assert str(refusal.value) == f"{env_file}, line 3: expected NAME=value."


def test_a_missing_env_file_is_no_error(tmp_path: Path) -> None:
    assert load(tmp_path / "none") == load()


RANGES: list[tuple[str, str, Any, Any]] = [
    ("PORT", "a whole number", 1, 65535),
    ("RTMP_PORT", "a whole number", 1, 65535),
    ("HTTP_PORT", "a whole number", 1, 65535),
    ("HLS_PORT", "a whole number", 1, 65535),
    ("WEB_CONCURRENCY", "a whole number", 1, 64),
    ("TRUSTED_PROXIES", "a whole number", 0, 16),
    ("MAX_SOCKETS", "a whole number", 1, 1_000_000),
    ("MAX_SOCKETS_PER_ADDRESS", "a whole number", 1, 1_000_000),
    ("HLS_TIME", "a number", 0.5, 30),
    ("HLS_LIST_SIZE", "a whole number", 1, 100),
    ("HLS_PART_TIME", "a number", 0.1, 2),
    ("DVR_WINDOW", "a number", 0, 86400),
    ("PUBLISHER_TIMEOUT", "a number", 1, 600),
    ("RECONNECT_GRACE", "a number", 0, 3600),
]


@pytest.mark.parametrize(("name", "kind", "least", "most"), RANGES, ids=[each[0] for each in RANGES])
def test_a_number_out_of_range_or_none_is_refused_by_name(name: str, kind: str, least: float, most: float) -> None:
    for text in (str(least - 1), str(most + 1), "many", "nan", "1e999"):
        assert refuse(**{name: text}) == f"{name} is {text!r}; it must be {kind} from {least} to {most}."


@pytest.mark.parametrize(("name", "kind", "least", "most"), RANGES, ids=[each[0] for each in RANGES])
def test_both_ends_of_a_range_are_allowed(name: str, kind: str, least: float, most: float) -> None:
    for value in (least, most):
        load(**{name: str(value), "REDIS_URL": "redis://localhost"})


def test_log_level_is_one_of_four_in_any_case() -> None:
    assert load(LOG_LEVEL="debug").log_level == "DEBUG"
    assert refuse(LOG_LEVEL="loud") == "LOG_LEVEL is 'LOUD'; it must be one of DEBUG, INFO, WARNING, ERROR."


@pytest.mark.parametrize("name", ["PUBLIC_URL", "HLS_BASE_URL", "PUBLIC_MEDIA_URL", "BACKEND_API_URL"])
@pytest.mark.parametrize("text", ["example.org", "ftp://example.org", "http:", "https://"])
def test_an_address_must_be_http(name: str, text: str) -> None:
    assert refuse(**{name: text}) == f"{name} must be an address that begins with http:// or https://."


@pytest.mark.parametrize(
    "text",
    ["https://media.example.org/?a", "https://u:p@example.org", "https://a b", "https://x;y", "http://" + "x" * 600],
)
def test_an_address_that_goes_into_headers_is_plain(text: str) -> None:
    assert (
        load(PUBLIC_MEDIA_URL="https://[2001:db8::1]:8443/one/").public_media_url == "https://[2001:db8::1]:8443/one"
    )
    assert refuse(PUBLIC_MEDIA_URL=text).startswith("PUBLIC_MEDIA_URL must be an address of at most 512 letters")


def test_a_refused_address_is_not_repeated() -> None:
    for variables in ({"REDIS_URL": "http://:hunter2@redis"}, {"DATABASE_URL": "mysql://u:hunter2@db/live"}):
        assert "hunter2" not in refuse(**variables)


def test_redis_may_be_reached_by_name_tls_cluster_or_socket() -> None:
    for address in (
        "redis://localhost:6379/0",
        "rediss://:p@redis",
        "redis+cluster://redis",
        "unix:///run/redis.sock",
    ):
        assert load(REDIS_URL=address).redis_url == address


@pytest.mark.parametrize("text", ["mysql://db/live", "postgres", "postgres://", "sqlite://"])
def test_a_database_must_be_sqlite_or_postgresql(text: str) -> None:
    words = "DATABASE_URL must begin with sqlite:// or postgres:// and name a database."
    assert refuse(DATABASE_URL=text) == words


def test_two_servers_cannot_share_a_port() -> None:
    assert refuse(PORT="8000") == "HTTP_PORT and PORT are both 8000; give each its own port."
    assert refuse(RTMP_PORT="3000") == "PORT and RTMP_PORT are both 3000; give each its own port."


def test_several_web_processes_need_redis() -> None:
    words = refuse(WEB_CONCURRENCY="2")
    assert words.startswith("WEB_CONCURRENCY is 2, but REDIS_URL is not set.")
    assert load(WEB_CONCURRENCY="2", REDIS_URL="redis://localhost").web_concurrency == 2


def test_rtmps_has_a_port_a_certificate_and_its_key() -> None:
    settings = load(RTMPS_PORT="1936", TLS_CERTIFICATE="chain.pem", TLS_KEY="key.pem")
    assert (settings.rtmps_port, settings.tls_certificate, settings.tls_key) == (
        1936,
        Path("chain.pem"),
        Path("key.pem"),
    )
    assert refuse(RTMPS_PORT="3000", TLS_CERTIFICATE="chain.pem", TLS_KEY="key.pem") == (
        "PORT and RTMPS_PORT are both 3000; give each its own port."
    )


def test_another_system_for_tokens_is_asked_over_tls_with_a_secret_that_both_know() -> None:
    address, secret = "https://shop.example.org/balances", "c" * 16
    settings = load(TOKEN_BALANCE_URL=address, TOKEN_BALANCE_SECRET=secret)
    assert settings.token_balance_url == address
    assert secret not in repr(settings)
    words = "TOKEN_BALANCE_SECRET must be at least 16"
    assert words in refuse(TOKEN_BALANCE_URL=address, TOKEN_BALANCE_SECRET="c" * 15)
    assert "must be an https://" in refuse(TOKEN_BALANCE_URL="http://shop.example.org", TOKEN_BALANCE_SECRET=secret)
    assert load(TOKEN_BALANCE_URL="http://127.0.0.1:9/x", TOKEN_BALANCE_SECRET=secret).token_balance_secret == secret
    assert load().token_balance_url is None


def test_operators_are_a_list_of_addresses_in_lower_case() -> None:
    assert load(OPERATOR_EMAILS="Ada@example.org, grace@example.org,").operator_emails == (
        "ada@example.org",
        "grace@example.org",
    )
    assert refuse(OPERATOR_EMAILS="ada") == (
        "OPERATOR_EMAILS holds 'ada'; it must be e-mail addresses with commas between them."
    )


def test_webhooks_to_private_addresses_are_off_unless_said() -> None:
    assert load().webhook_private_addresses is False
    assert load(WEBHOOK_PRIVATE_ADDRESSES="1").webhook_private_addresses is True
    assert refuse(WEBHOOK_PRIVATE_ADDRESSES="yes") == "WEBHOOK_PRIVATE_ADDRESSES is 'YES'; it must be one of 0, 1."


def test_secrets_and_addresses_with_passwords_are_not_in_repr() -> None:
    settings = load(DATABASE_URL="postgres://u:hunter2@db/live", REDIS_URL="redis://:hunter2@redis")
    for secret in (*SECRETS.values(), "hunter2"):
        assert secret not in repr(settings)
        assert secret not in str(settings)


def test_operators_are_e_mail_addresses_as_accounts_keep_them() -> None:
    assert load(OPERATOR_EMAILS=" Ada@Example.org,, bob@bücher.example ,").operator_emails == (
        "ada@example.org",
        "bob@xn--bcher-kva.example",
    )
    assert refuse(OPERATOR_EMAILS="ada@example.org bob@example.org") == (
        "OPERATOR_EMAILS holds 'ada@example.org bob@example.org'; it must be e-mail addresses "
        "with commas between them."
    )


def test_private_addresses_are_for_webhooks_only_when_the_operator_says_so() -> None:
    assert not load().webhook_private_addresses
    assert load(WEBHOOK_PRIVATE_ADDRESSES="1").webhook_private_addresses
    assert refuse(WEBHOOK_PRIVATE_ADDRESSES="yes") == ("WEBHOOK_PRIVATE_ADDRESSES is 'YES'; it must be one of 0, 1.")


def test_renditions_are_names_and_the_source_is_always_there() -> None:
    assert load().renditions == ("source",)
    assert load(RENDITIONS="auto").renditions == ("source", "480p", "240p", "audio")
    assert load(RENDITIONS="audio,240P,720p@1500k").renditions == ("source", "720p@1500k", "240p", "audio")
    assert load(RENDITIONS=" audio , Source ").renditions == ("source", "audio")
    assert load(RENDITIONS="audio").renditions == ("source", "audio")
    for wrong in ("8k", "480", "90p", "480p@fast", "480p@800"):
        assert f"RENDITIONS holds '{wrong}'" in refuse(RENDITIONS=f"source,{wrong}")


def test_an_encoder_has_its_own_preset_unless_told() -> None:
    assert (load().rendition_encoder, load().rendition_preset) == ("libx264", "superfast")
    other = load(RENDITION_ENCODER="h264_nvenc")
    assert (other.rendition_encoder, other.rendition_preset) == ("h264_nvenc", "")
    assert load(RENDITION_PRESET="veryfast").rendition_preset == "veryfast"
    assert refuse(RENDITION_ENCODER="x264 -y") == "RENDITION_ENCODER must be letters, digits and '_'."
