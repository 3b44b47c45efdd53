"""Access tokens: made, shown once, listed, deleted, over."""

from datetime import UTC, datetime, timedelta

import pytest

from catalog import models
from catalog.accounts import access_tokens
from support.app_world import PASSWORD, Visitor, World


async def test_the_text_is_shown_once_and_kept_by_its_hash(world: World, artist: Visitor) -> None:
    draft = {"name": "the shop", "scopes": ["tokens", "manage", "manage"]}
    made = await artist.expect(201, "POST", "/me/access-tokens", draft)
    text = made.pop("token")
    assert text.startswith("emlt_")
    assert (made["name"], made["scopes"], made["expires_at"]) == ("the shop", ["manage", "tokens"], None)
    assert await artist.expect(200, "GET", "/me/access-tokens") == {"access_tokens": [made]}
    [row] = await models.AccessToken.all().values()
    assert text not in str(row)
    assert text[5:] not in str(row)
    program = Visitor(world.app, text)
    await program.expect(200, "GET", "/webhooks")
    [listed] = (await artist.expect(200, "GET", "/me/access-tokens"))["access_tokens"]
    assert listed["last_used_at"] is not None
    for wrong in (row["token_hash"], text[:-1], "emlt_"):
        await Visitor(world.app, wrong).refused(401, "not_signed_in", "GET", "/webhooks")


async def test_a_deleted_one_opens_nothing_more(world: World, artist: Visitor) -> None:
    made = await artist.expect(201, "POST", "/me/access-tokens", {"name": "x", "scopes": ["manage"]})
    other = await world.register()
    await other.refused(404, "access_token_not_found", "DELETE", f"/me/access-tokens/{made['id']}")
    program = Visitor(world.app, made["token"])
    await program.expect(200, "GET", "/webhooks")
    await artist.expect(204, "DELETE", f"/me/access-tokens/{made['id']}")
    assert world.live.rechecked[-1] == artist.id, "its sockets are to go"
    await program.refused(401, "not_signed_in", "GET", "/webhooks")
    await artist.refused(404, "access_token_not_found", "DELETE", f"/me/access-tokens/{made['id']}")


async def test_one_whose_time_is_over_opens_nothing_more(world: World, artist: Visitor) -> None:
    later = datetime.now(UTC) + timedelta(hours=1)
    draft = {"name": "x", "scopes": ["manage"], "expires_at": later.isoformat()}
    made = await artist.expect(201, "POST", "/me/access-tokens", draft)
    await Visitor(world.app, made["token"]).expect(200, "GET", "/webhooks")
    await models.AccessToken.all().update(expires_at=datetime.now(UTC))
    await Visitor(world.app, made["token"]).refused(401, "not_signed_in", "GET", "/webhooks")
    assert await artist.expect(200, "GET", "/me/access-tokens") == {"access_tokens": []}
    assert await access_tokens.prune_access_tokens() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"scopes": []}, "scopes"),
        ({"scopes": ["everything"]}, "scopes.0"),
        ({"name": "two\nlines"}, "name"),
        ({"expires_at": "2020-01-31T20:00:00Z"}, "expires_at"),
    ],
)
async def test_what_is_no_access_token_is_refused(artist: Visitor, change: dict[str, object], field: str) -> None:
    draft = {"name": "x", "scopes": ["watch"], **change}
    problem = await artist.refused(400, "invalid_fields", "POST", "/me/access-tokens", draft)
    assert [error["field"] for error in problem["errors"]] == [field]


async def test_a_stolen_session_makes_none_that_outlives_it(world: World, artist: Visitor) -> None:
    draft = {"name": "x", "scopes": ["watch"]}
    await artist.expect(201, "POST", "/me/access-tokens", draft)
    await models.Session.all().update(created_at=datetime.now(UTC) - timedelta(minutes=11))
    await artist.refused(403, "wrong_password", "POST", "/me/access-tokens", draft)
    await artist.refused(403, "wrong_password", "POST", "/me/access-tokens", {**draft, "password": "a guess"})
    await artist.expect(201, "POST", "/me/access-tokens", {**draft, "password": PASSWORD})
    await models.Account.all().update(password_hash="")
    await artist.refused(403, "recent_sign_in_needed", "POST", "/me/access-tokens", draft)
    assert await models.AccessToken.all().count() == 2


async def test_an_account_has_only_so_many(artist: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access_tokens, "MOST_TOKENS", 2)
    draft = {"name": "x", "scopes": ["watch"]}
    for _ in range(2):
        await artist.expect(201, "POST", "/me/access-tokens", draft)
    await artist.refused(409, "too_many_access_tokens", "POST", "/me/access-tokens", draft)
    await models.AccessToken.all().update(expires_at=datetime.now(UTC))
    await artist.expect(201, "POST", "/me/access-tokens", draft)


async def test_no_access_token_comes_by_cookie_or_in_words(artist: Visitor) -> None:
    made = await access_tokens.insert_access_token(artist.id, "x", ["watch"])
    assert made.text not in repr(made)
