"""Confirming an account's address and changing it: the mailbox's owner owns it, and nobody who came before them."""

from typing import Any

import pytest

from api.blueprints.addresses import ASKED, MAILS_ASKED
from catalog.accounts.access_tokens import find_access_token, insert_access_token
from catalog.accounts.identities import find_account, insert_identity
from support.app_world import PASSWORD, Visitor, World

CONFIRM, CHANGE, KNOWN = (
    "Confirm your e-mail address",
    "Confirm your new e-mail address",
    "You have an account already",
)
MOVING = "Your e-mail address is to change"
RESET = "Choose a new password"
EMAIL = "ada@example.org"


def account(email: str = EMAIL, **fields: str) -> dict[str, str]:
    return {"email": email, "password": PASSWORD, "display_name": "Ada", "role": "artist", **fields}


async def sign_in(world: World, email: str = EMAIL, password: str = PASSWORD) -> Visitor:
    visitor = Visitor(world.app)
    await visitor.expect(200, "POST", "/sessions", {"email": email, "password": password})
    return visitor


async def confirmed(world: World, email: str = EMAIL) -> Visitor:
    """Somebody who has registered and confirmed their address."""
    visitor = await world.enter(account(email))
    token = await world.postbox.take_token(CONFIRM, email)
    await visitor.expect(200, "POST", "/accounts/verify", {"token": token})
    return visitor


async def test_whoever_registers_confirms_their_address_by_the_link(world: World) -> None:
    ada = await world.enter(account())
    assert (await ada.expect(200, "GET", "/me"))["email_verified"] is False
    token = await world.postbox.take_token(CONFIRM, EMAIL)
    answer = await ada.expect(200, "POST", "/accounts/verify", {"token": token})
    assert (answer["account"]["id"], answer["account"]["email_verified"]) == (ada.id, True)
    assert (await ada.expect(200, "GET", "/me"))["email_verified"] is True
    await ada.refused(410, "link_void", "POST", "/accounts/verify", {"token": token})


async def test_link_opened_elsewhere_is_good_with_the_password(world: World) -> None:
    ada = await world.enter(account())
    token = await world.postbox.take_token(CONFIRM)
    elsewhere = Visitor(world.app)
    await elsewhere.refused(
        403, "wrong_password", "POST", "/accounts/verify", {"token": token, "password": "not it, sorry"}
    )
    answer = await elsewhere.expect(200, "POST", "/accounts/verify", {"token": token, "password": PASSWORD})
    assert answer["account"]["email_verified"] is True
    await ada.expect(200, "GET", "/me")
    await elsewhere.refused(401, "not_signed_in", "GET", "/me")


async def test_stranger_whose_address_was_registered_confirms_nobody_elses_account(world: World) -> None:
    """Who opens the link is in the account, or the link stays what it was."""
    mallory = await world.enter(account())
    token = await world.postbox.take_token(CONFIRM)
    stranger = Visitor(world.app)
    await stranger.refused(403, "password_needed", "POST", "/accounts/verify", {"token": token})
    other = await world.enter(account("other@example.org"))
    await other.refused(403, "password_needed", "POST", "/accounts/verify", {"token": token})
    assert (await mallory.expect(200, "GET", "/me"))["email_verified"] is False
    await mallory.expect(200, "POST", "/accounts/verify", {"token": token})


async def test_whoever_registered_a_strangers_address_is_out_when_the_stranger_resets_the_password(
    world: World,
) -> None:
    mallory = await world.enter(account())
    show = await mallory.expect(201, "POST", "/livestreams", {"title": "A trap"})
    rehearsal = await mallory.expect(200, "GET", "/rehearsal")
    hook = await mallory.expect(201, "POST", "/webhooks", {"url": "https://93.184.216.34/hooks"})
    program = (await insert_access_token(mallory.id, "x", ["manage"])).text
    await insert_identity(mallory.id, "https://idp.example.org", "mallory")
    await mallory.expect(202, "PUT", "/me/email", {"email": "mallory@example.org", "password": PASSWORD})
    moving = await world.postbox.take_token(CHANGE)
    await world.nobody.expect(202, "POST", "/accounts/reset", {"email": EMAIL})
    chosen = {"token": await world.postbox.take_token(RESET), "password": "the stranger's own"}
    stranger = Visitor(world.app)
    session = await stranger.expect(200, "POST", "/accounts/reset/confirm", chosen)
    assert session["account"]["email_verified"] is True, "who resets by mail reads the mailbox"
    assert mallory.id in world.live.rechecked, "its sockets are to go"
    await mallory.refused(401, "not_signed_in", "GET", "/me")
    await mallory.refused(401, "wrong_credentials", "POST", "/sessions", {"email": EMAIL, "password": PASSWORD})
    assert await find_access_token(program) is None
    assert await find_account("https://idp.example.org", "mallory") is None
    await mallory.refused(410, "link_void", "POST", "/accounts/verify", {"token": moving, "password": PASSWORD})
    (kept,) = (await stranger.expect(200, "GET", "/webhooks"))["webhooks"]
    assert (kept["id"], kept["enabled"]) == (hook["id"], False), "nor does a program of theirs hear of it"
    credentials = await stranger.expect(200, "GET", f"/livestreams/{show['id']}/credentials")
    assert credentials["stream_key"] != show["stream_key"]
    assert (await stranger.expect(200, "GET", "/rehearsal"))["stream_key"] != rehearsal["stream_key"]


async def test_owner_who_resets_the_password_keeps_stream_keys_and_no_program(world: World) -> None:
    ada = await confirmed(world)
    show = await ada.expect(201, "POST", "/livestreams", {"title": "A show"})
    program = (await insert_access_token(ada.id, "x", ["manage"])).text
    await world.nobody.expect(202, "POST", "/accounts/reset", {"email": EMAIL})
    chosen = {"token": await world.postbox.take_token(RESET), "password": "a new one of hers"}
    await ada.expect(200, "POST", "/accounts/reset/confirm", chosen)
    assert await find_access_token(program) is None, "a thief may have made it"
    credentials = await ada.expect(200, "GET", f"/livestreams/{show['id']}/credentials")
    assert credentials["stream_key"] == show["stream_key"]


async def test_second_who_registers_an_address_gets_no_link_to_the_firsts_account(world: World) -> None:
    """Else its owner would confirm, with the account, whoever was there before."""
    await world.enter(account())
    await world.postbox.take(CONFIRM)
    await world.nobody.expect(202, "POST", "/accounts", account(password="another password"))
    mail = await world.postbox.take(KNOWN, EMAIL)
    assert "#" not in str(mail.get_body(("plain",)))


async def test_link_for_one_account_confirms_no_other(world: World) -> None:
    await world.enter(account())
    token = await world.postbox.take_token(CONFIRM)
    mallory = await world.enter(account("mallory@example.org"))
    body = {"token": token, "password": PASSWORD}  # which is both's
    answer = await mallory.expect(200, "POST", "/accounts/verify", body)
    assert answer["account"]["email"] == EMAIL
    assert (await mallory.expect(200, "GET", "/me"))["email_verified"] is False


async def test_mail_is_sent_again_and_the_link_before_is_void(world: World) -> None:
    ada = await world.enter(account())
    first = await world.postbox.take_token(CONFIRM)
    assert await ada.expect(202, "POST", "/me/email/verification") == {"message": ASKED}
    second = await world.postbox.take_token(CONFIRM)
    await ada.refused(410, "link_void", "POST", "/accounts/verify", {"token": first})
    await ada.expect(200, "POST", "/accounts/verify", {"token": second})
    assert await ada.expect(202, "POST", "/me/email/verification") == {"message": ASKED}, "and nothing is sent"
    await world.nobody.refused(401, "not_signed_in", "POST", "/me/email/verification")


async def test_account_may_ask_for_so_many_mails(world: World) -> None:
    ada = await world.enter(account())
    for _ in range(MAILS_ASKED.tries):
        await ada.expect(202, "POST", "/me/email/verification")
    await ada.refused(429, "too_many_tries", "POST", "/me/email/verification")


async def test_address_changes_when_the_new_one_is_confirmed_and_the_old_one_is_told(world: World) -> None:
    ada = await confirmed(world)
    change = {"email": "Ada@Example.com", "password": PASSWORD}
    assert await ada.expect(202, "PUT", "/me/email", change) == {"message": ASKED}
    token = await world.postbox.take_token(CHANGE, "ada@example.com")
    assert (await ada.expect(200, "GET", "/me"))["email"] == EMAIL
    answer = await ada.expect(200, "POST", "/accounts/verify", {"token": token})
    assert (answer["account"]["email"], answer["account"]["email_verified"]) == ("ada@example.com", True)
    await sign_in(world, "ada@example.com")
    await Visitor(world.app).refused(
        401, "wrong_credentials", "POST", "/sessions", {"email": EMAIL, "password": PASSWORD}
    )


async def test_old_address_hears_of_the_change_that_was_asked_for(world: World) -> None:
    ada = await confirmed(world)
    await ada.expect(202, "PUT", "/me/email", {"email": "new@example.org", "password": PASSWORD})
    await world.postbox.take(MOVING, EMAIL)


async def test_change_of_address_takes_the_password(world: World) -> None:
    ada = await confirmed(world)
    for wrong in ({}, {"password": "not it, sorry"}):
        await ada.refused(403, "wrong_password", "PUT", "/me/email", {"email": "new@example.org", **wrong})
    await world.nobody.refused(401, "not_signed_in", "PUT", "/me/email", {"email": "new@example.org"})


async def test_stranger_who_opens_the_link_to_a_changed_address_changes_nothing(world: World) -> None:
    """Who typed a wrong address loses nothing, and whoever asks for another's address gets nothing by its owner."""
    ada = await confirmed(world)
    await ada.expect(202, "PUT", "/me/email", {"email": "operator@example.org", "password": PASSWORD})
    token = await world.postbox.take_token(CHANGE)
    other = await confirmed(world, "other@example.org")
    for stranger in (Visitor(world.app), other):
        await stranger.refused(403, "password_needed", "POST", "/accounts/verify", {"token": token})
    assert (await ada.expect(200, "GET", "/me"))["email"] == EMAIL
    elsewhere = Visitor(world.app)
    await elsewhere.expect(200, "POST", "/accounts/verify", {"token": token, "password": PASSWORD})
    assert (await ada.expect(200, "GET", "/me"))["email"] == "operator@example.org"


async def test_address_of_another_account_is_never_had_and_its_owner_alone_hears_of_it(world: World) -> None:
    ada = await confirmed(world)
    await confirmed(world, "bea@example.org")
    answers = [
        await ada.expect(202, "PUT", "/me/email", {"email": email, "password": PASSWORD})
        for email in ("bea@example.org", "nobody@example.org")
    ]
    assert answers[0] == answers[1]
    await world.postbox.take(KNOWN, "bea@example.org")


async def test_address_that_somebody_registered_meanwhile_is_theirs(world: World) -> None:
    ada = await confirmed(world)
    await ada.expect(202, "PUT", "/me/email", {"email": "new@example.org", "password": PASSWORD})
    token = await world.postbox.take_token(CHANGE)
    await world.nobody.expect(202, "POST", "/accounts", account("new@example.org"))
    await ada.refused(409, "email_taken", "POST", "/accounts/verify", {"token": token})
    assert (await ada.expect(200, "GET", "/me"))["email"] == EMAIL


async def test_links_that_went_to_the_old_address_are_void_with_it(world: World) -> None:
    ada = await confirmed(world)
    await world.nobody.expect(202, "POST", "/accounts/reset", {"email": EMAIL})
    old = await world.postbox.take_token("Choose a new password", EMAIL)
    await ada.expect(202, "PUT", "/me/email", {"email": "new@example.org", "password": PASSWORD})
    token = await world.postbox.take_token(CHANGE)
    await ada.expect(200, "POST", "/accounts/verify", {"token": token})
    await world.nobody.refused(
        410, "link_void", "POST", "/accounts/reset/confirm", {"token": old, "password": "another password"}
    )


@pytest.mark.parametrize("options", [{"operator_emails": (EMAIL,)}])
async def test_operators_address_counts_when_it_is_confirmed(world: World) -> None:
    ada = await world.enter(account())
    assert (await ada.expect(200, "GET", "/me"))["operator"] is False
    token = await world.postbox.take_token(CONFIRM)
    await ada.expect(200, "POST", "/accounts/verify", {"token": token})
    assert (await ada.expect(200, "GET", "/me"))["operator"] is True


@pytest.mark.parametrize("token", ["", " ", "a" * 129, "\u0000", 5, None])
async def test_what_is_no_token_is_said_so(world: World, token: Any) -> None:
    await world.nobody.refused(400, "invalid_fields", "POST", "/accounts/verify", {"token": token})


async def test_made_up_token_is_void(world: World) -> None:
    for token in ("a", "ü" * 43, "' OR 1=1 --"):
        await world.nobody.refused(410, "link_void", "POST", "/accounts/verify", {"token": token})
        await world.nobody.refused(
            410, "link_void", "POST", "/accounts/reset/confirm", {"token": token, "password": PASSWORD}
        )
