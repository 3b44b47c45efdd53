"""A new password, by mail or by the old one; and that nobody learns from it whose addresses are registered."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from tortoise.backends.sqlite.client import SqliteClient

from api.blueprints.passwords import ASKED, RESETS
from catalog.accounts.access_tokens import find_access_token, insert_access_token
from catalog.mailboxes import new_passwords
from support.app_world import PASSWORD, Visitor, World

RESET, CHANGED, CONFIRM = "Choose a new password", "Your password was changed", "Confirm your e-mail address"
EMAIL, NEW = "ada@example.org", "a new password of hers"
ACCOUNT = {"email": EMAIL, "password": PASSWORD, "display_name": "Ada", "role": "artist"}


async def confirmed(world: World) -> Visitor:
    ada = await world.enter(ACCOUNT)
    token = await world.postbox.take_token(CONFIRM)
    await ada.expect(200, "POST", "/accounts/verify", {"token": token})
    return ada


@contextmanager
def statements(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the database is asked meanwhile for requests: what runs beside them has tasks with names."""
    asked: list[str] = []
    with monkeypatch.context() as patch:
        for name in ("execute_query", "execute_insert", "execute_query_dict"):
            real = getattr(SqliteClient, name)

            def note(self: SqliteClient, query: str, *rest: Any, real: Any = real) -> Any:
                task = asyncio.current_task()
                if task is not None and task.get_name().startswith("Task-"):
                    asked.append(query)
                return real(self, query, *rest)

            patch.setattr(SqliteClient, name, note)
        yield asked


async def test_password_is_reset_by_the_link_and_all_other_sessions_end(world: World) -> None:
    ada = await confirmed(world)
    other = Visitor(world.app)
    await other.expect(200, "POST", "/sessions", {"email": EMAIL, "password": PASSWORD})
    elsewhere = Visitor(world.app)
    assert await elsewhere.expect(202, "POST", "/accounts/reset", {"email": "Ada@Example.org"}) == {"message": ASKED}
    token = await world.postbox.take_token(RESET, EMAIL)
    session = await elsewhere.expect(200, "POST", "/accounts/reset/confirm", {"token": token, "password": NEW})
    assert session["account"]["email"] == EMAIL
    assert (await elsewhere.expect(200, "GET", "/me"))["id"] == ada.id, "and is signed in"
    assert (await Visitor(world.app, session["token"]).expect(200, "GET", "/me"))["id"] == ada.id
    for ended in (ada, other):
        await ended.refused(401, "not_signed_in", "GET", "/me")
    assert ada.id in world.live.rechecked
    await other.refused(401, "wrong_credentials", "POST", "/sessions", {"email": EMAIL, "password": PASSWORD})
    await other.expect(200, "POST", "/sessions", {"email": EMAIL, "password": NEW})
    await world.nobody.refused(
        410, "link_void", "POST", "/accounts/reset/confirm", {"token": token, "password": "once more, please"}
    )
    await world.postbox.take(CHANGED, EMAIL)


async def test_of_two_who_use_a_link_at_once_one_does(world: World) -> None:
    await confirmed(world)
    await world.nobody.expect(202, "POST", "/accounts/reset", {"email": EMAIL})
    token = await world.postbox.take_token(RESET)
    bodies = [{"token": token, "password": f"password number {number}"} for number in range(4)]
    calls = [Visitor(world.app).call("POST", "/accounts/reset/confirm", body) for body in bodies]
    assert sorted([answer.status_code for answer in await asyncio.gather(*calls)]) == [200, 410, 410, 410]


async def test_link_is_not_used_up_by_a_password_that_is_too_short(world: World) -> None:
    await confirmed(world)
    await world.nobody.expect(202, "POST", "/accounts/reset", {"email": EMAIL})
    token = await world.postbox.take_token(RESET)
    problem = {"token": token, "password": "short"}
    await world.nobody.refused(400, "invalid_fields", "POST", "/accounts/reset/confirm", problem)
    await world.nobody.expect(200, "POST", "/accounts/reset/confirm", {"token": token, "password": NEW})


async def test_nobody_without_a_link_has_passwords_hashed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async def hash_password(password: str) -> str:
        raise AssertionError("hashed")

    monkeypatch.setattr(new_passwords, "hash_password", hash_password)
    for path in ("/accounts/reset/confirm",):
        await world.nobody.refused(410, "link_void", "POST", path, {"token": "made up", "password": NEW})


async def test_answer_is_the_same_for_an_address_that_nobody_has(world: World) -> None:
    await confirmed(world)
    answers = []
    for email in (EMAIL, "nobody@example.org"):
        response = await Visitor(world.app).call("POST", "/accounts/reset", {"email": email})
        headers = {key: value for key, value in response.headers.items() if key.lower() != "date"}
        answers.append((response.status_code, headers, await response.get_data(as_text=True)))
    assert answers[0] == answers[1]


async def test_time_is_the_same_for_it_because_the_work_is(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Statement by statement; no mail is written, no name looked up and nothing sent inside the request."""
    await confirmed(world)
    work = []
    for email in (EMAIL, "nobody@example.org", EMAIL):
        with statements(monkeypatch) as asked:
            await world.nobody.expect(202, "POST", "/accounts/reset", {"email": email})
        work.append(asked)
    assert work[0] == work[1] == work[2]
    assert sum("INSERT" in each for each in work[0]) == 1
    assert not any("accounts" in each for each in work[0]), "whose address it is, is not even looked up"


async def test_registering_is_the_same_work_for_an_address_that_is_known(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = []
    for _ in range(3):
        with statements(monkeypatch) as asked:
            await world.nobody.expect(202, "POST", "/accounts", ACCOUNT)
        work.append([each.split(" ", 1)[0] for each in asked])
    first, second, third = work
    assert second == third
    assert first[:-1] == second[:-1]
    assert (first[-1], second[-1]) == ("UPDATE", "DELETE"), "given its address, or taken away"


async def test_mailbox_is_not_flooded_and_the_answer_does_not_say_so(world: World) -> None:
    await confirmed(world)
    for _ in range(8):
        assert await world.nobody.expect(202, "POST", "/accounts/reset", {"email": EMAIL}) == {"message": ASKED}
    token = ""
    for _ in range(3):
        token = await world.postbox.take_token(RESET)
    await world.nobody.expect(200, "POST", "/accounts/reset/confirm", {"token": token, "password": NEW})
    await world.postbox.take(CHANGED)
    assert world.postbox.mails == []


async def test_address_may_ask_for_so_many(world: World) -> None:
    for number in range(RESETS.tries):
        await world.nobody.expect(202, "POST", "/accounts/reset", {"email": f"somebody-{number}@example.org"})
    problem = await world.nobody.call("POST", "/accounts/reset", {"email": EMAIL})
    assert (problem.status_code, int(problem.headers["Retry-After"]) > 0) == (429, True)


async def test_password_is_changed_by_the_old_one_and_the_session_is_a_new_one(world: World) -> None:
    ada = await confirmed(world)
    other = Visitor(world.app)
    old = await other.expect(200, "POST", "/sessions", {"email": EMAIL, "password": PASSWORD})
    program = (await insert_access_token(ada.id, "x", ["manage"])).text
    change = {"current_password": PASSWORD, "password": NEW}
    session = await ada.expect(200, "PUT", "/me/password", change)
    await ada.expect(200, "GET", "/me")
    await other.refused(401, "not_signed_in", "GET", "/me")
    await Visitor(world.app, old["token"]).refused(401, "not_signed_in", "GET", "/me")
    await Visitor(world.app, session["token"]).expect(200, "GET", "/me")
    assert await find_access_token(program) is not None
    await world.postbox.take(CHANGED, EMAIL)


async def test_link_that_was_asked_for_before_a_change_is_void(world: World) -> None:
    ada = await confirmed(world)
    await world.nobody.expect(202, "POST", "/accounts/reset", {"email": EMAIL})
    token = await world.postbox.take_token(RESET)
    await ada.expect(200, "PUT", "/me/password", {"current_password": PASSWORD, "password": NEW})
    await world.nobody.refused(
        410, "link_void", "POST", "/accounts/reset/confirm", {"token": token, "password": "another password"}
    )


async def test_stolen_session_cannot_guess_the_password(world: World) -> None:
    ada = await world.enter(ACCOUNT)
    await ada.refused(403, "wrong_password", "PUT", "/me/password", {"password": NEW})
    for _ in range(10):
        wrong = {"current_password": "not it, sorry", "password": NEW}
        await ada.refused(403, "wrong_password", "PUT", "/me/password", wrong)
    await ada.refused(429, "too_many_tries", "PUT", "/me/password", wrong)


async def test_nobody_is_told_of_a_password_at_an_address_that_is_not_confirmed(world: World) -> None:
    """It may be a stranger's, who is not to be flooded by whoever typed it."""
    ada = await world.enter(ACCOUNT)
    await ada.expect(200, "PUT", "/me/password", {"current_password": PASSWORD, "password": NEW})
    await world.nobody.expect(202, "POST", "/accounts/reset", {"email": EMAIL})
    await world.postbox.take(CONFIRM)
    assert [mail["Subject"] for mail in world.postbox.mails if mail["Subject"] == CHANGED] == []
