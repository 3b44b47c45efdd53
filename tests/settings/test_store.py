"""Where recordings are kept: a folder, or a bucket with all that it needs."""

from dataclasses import replace
from pathlib import Path

import pytest

from settings import Bucket, Settings, SettingsError, load_settings

SECRETS = {"SECRET_KEY": "a" * 64, "STREAMING_SECRET": "b" * 64}
KEY = {"S3_ACCESS_KEY_ID": "AKIAEXAMPLE", "S3_SECRET_ACCESS_KEY": "do-not-say-this"}


def load(**variables: str) -> Settings:
    return load_settings({**SECRETS, **variables}, env_file=None)


def refuse(**variables: str) -> str:
    with pytest.raises(SettingsError) as refusal:
        load(**variables)
    return str(refusal.value)


def test_a_folder_needs_nothing_else() -> None:
    settings = load(RECORDING_STORE="/srv/shows")
    assert settings.recording_folder == settings.recording_store == Path("/srv/shows")
    assert settings.recording_urls == ()
    assert load(DATA_DIR="/srv/live").recording_folder == Path("/srv/live/recordings")


@pytest.mark.parametrize(
    ("store", "bucket"),
    [
        ("s3://shows", Bucket("shows")),
        ("s3://shows/", Bucket("shows")),
        ("s3://my.shows-1/live/of_2026", Bucket("my.shows-1", "live/of_2026")),
    ],
)
def test_a_bucket_has_a_name_and_perhaps_a_prefix(store: str, bucket: Bucket) -> None:
    settings = load(RECORDING_STORE=store, DATA_DIR="/srv/live", **KEY)
    assert settings.recording_store == bucket
    assert settings.recording_folder == Path("/srv/live/recordings")


def test_players_may_be_sent_to_the_buckets_server_and_to_the_cdn_before_it() -> None:
    given = {"RECORDING_STORE": "s3://shows", "S3_REGION": "eu-west-1", **KEY}
    assert load(**given).recording_urls == ("https://s3.eu-west-1.amazonaws.com",)
    given |= {"S3_ENDPOINT_URL": "https://s3.example.org/", "RECORDING_BASE_URL": "https://cdn.example.org/shows/"}
    assert load(**given).recording_urls == ("https://s3.example.org", "https://cdn.example.org/shows")


@pytest.mark.parametrize(
    "store", ["s3://", "s3://Shows", "s3:///x", "s3://shows//x", "s3://shows/../x", "s3://shows/a b", "gs://shows"]
)
def test_what_is_no_bucket_is_refused_in_words(store: str) -> None:
    assert "RECORDING_STORE must be a folder, or s3://bucket/prefix" in refuse(RECORDING_STORE=store, **KEY)


def test_a_bucket_needs_a_key() -> None:
    for missing in KEY:
        words = refuse(**{"RECORDING_STORE": "s3://shows", **KEY, missing: ""})
        assert "S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY must be" in words
        assert "do-not-say-this" not in words


def test_an_address_for_players_needs_a_bucket() -> None:
    assert "RECORDING_STORE is no bucket" in refuse(RECORDING_BASE_URL="https://cdn.example.org")


@pytest.mark.parametrize("name", ["S3_ENDPOINT_URL", "RECORDING_BASE_URL"])
def test_pages_with_tls_need_a_store_with_it(name: str) -> None:
    given = {"RECORDING_STORE": "s3://shows", "PUBLIC_URL": "https://live.example.org", **KEY}
    assert f"{name} is not" in refuse(**given, **{name: "http://s3.example.org"})
    for address in ("https://s3.example.org", "http://127.0.0.1:9000"):
        assert load(**given, **{name: address}).recording_urls


def test_a_region_is_a_word() -> None:
    assert "S3_REGION must be" in refuse(RECORDING_STORE="s3://shows", S3_REGION="eu west", **KEY)


def test_the_key_is_in_nothing_that_is_printed() -> None:
    printed = repr(load(RECORDING_STORE="s3://shows", **KEY))
    assert not any(part in printed for part in KEY.values())


def test_nodes_with_one_bucket_know_each_other_by_it() -> None:
    shared = Settings(recording_store=Bucket("shows", "live"))
    assert Settings(recording_store=Path("var/recordings")).bucket_fingerprint == ""
    assert len(shared.bucket_fingerprint) == 16
    assert shared.bucket_fingerprint == replace(shared, s3_secret_access_key="another").bucket_fingerprint
    others = (
        replace(shared, recording_store=Bucket("shows")),
        replace(shared, s3_endpoint_url="https://s3.example.org"),
    )
    assert len({each.bucket_fingerprint for each in (shared, *others)}) == 3
