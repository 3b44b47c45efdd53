"""What an artist gives of its tokens, to whom, and who may see it."""

import json
import re
from collections.abc import Collection, Mapping
from typing import Any

import pytest

from api.blueprints.tokens import IMPORTS
from api.tokens import telling
from catalog.ledger.wallets import Pair, read_balances
from support.app_world import API, PASSWORD, Visitor, World
from support.databases import give_tokens, verify_email


@pytest.fixture
async def fan(world: World) -> Visitor:
    return await world.register("fan")


def path_of(artist: Visitor, rest: str = "") -> str:
    return f"/artists/{artist.id}/tokens{rest}"


async def import_csv(visitor: Visitor, artist: Visitor, text: str | bytes, **headers: str) -> Any:
    sent = {"Content-Type": "text/csv", **{name.replace("_", "-"): value for name, value in headers.items()}}
    response = await visitor.client.post(API + path_of(artist, "/import"), data=text, headers=sent)
    return response.status_code, await response.get_json()


async def test_an_artist_gives_tokens_and_takes_some_back(world: World, artist: Visitor, fan: Visitor) -> None:
    grant = {"account": fan.id, "amount": 12, "reason": "Order 1001"}
    given = await artist.expect(201, "POST", path_of(artist, "/grants"), grant)
    assert {name: given[name] for name in ("artist_id", "account", "email", "amount", "reason", "balance")} == {
        "artist_id": artist.id,
        "account": {"id": fan.id, "display_name": "Ada"},
        "email": None,
        "amount": 12,
        "reason": "Order 1001",
        "balance": 12,
    }
    back = {"account": fan.id, "amount": -5}
    assert (await artist.expect(201, "POST", path_of(artist, "/grants"), back))["balance"] == 7
    await artist.refused(409, "insufficient_tokens", "POST", path_of(artist, "/grants"), {**back, "amount": -8})
    assert (await world.hear_wallets())[-1] == (fan.id, artist.id, 7, True)
    assert (await fan.expect(200, "GET", f"/me/tokens/{artist.id}"))["balance"] == 7
    entries = (await fan.expect(200, "GET", f"/me/tokens/{artist.id}/entries"))["entries"]
    assert [(entry["kind"], entry["amount"], entry["balance"], entry["reason"]) for entry in entries] == [
        ("correction", -5, 7, ""),
        ("grant", 12, 12, "Order 1001"),
    ]
    assert (await artist.expect(200, "GET", path_of(artist, "/entries")))["entries"] == entries
    assert entries[0]["by"] == {"id": artist.id, "display_name": "Ada"}


async def test_the_same_key_is_the_same_grant(world: World, artist: Visitor, fan: Visitor) -> None:
    grant = {"account": fan.id, "amount": 10}
    first = await artist.expect(201, "POST", path_of(artist, "/grants"), grant, Idempotency_Key="order 1")
    again = await artist.expect(200, "POST", path_of(artist, "/grants"), grant, Idempotency_Key="order 1")
    assert again == first
    other = {**grant, "amount": 11}
    code = "idempotency_key_reused"
    await artist.refused(409, code, "POST", path_of(artist, "/grants"), other, Idempotency_Key="order 1")
    await artist.refused(
        400, "bad_idempotency_key", "POST", path_of(artist, "/grants"), grant, Idempotency_Key="x" * 201
    )
    assert len(await world.hear_wallets()) == 1
    await artist.expect(201, "POST", path_of(artist, "/grants"), grant)
    await artist.expect(201, "POST", path_of(artist, "/grants"), grant)
    assert (await fan.expect(200, "GET", f"/me/tokens/{artist.id}"))["balance"] == 30, "without a key each counts"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"amount": 1}, 400, "account_or_email"),
        ({"amount": 1, "account": "x", "email": "a@example.org"}, 400, "account_or_email"),
        ({"amount": 1, "account": "nobody"}, 404, "holder_not_found"),
        ({"amount": 0, "account": "x"}, 400, "invalid_fields"),
        ({"amount": 1.5, "account": "x"}, 400, "invalid_fields"),
        ({"amount": 10**12 + 1, "account": "x"}, 400, "invalid_fields"),
        ({"amount": 2**63, "account": "x"}, 400, "invalid_fields"),
        ({"amount": "1", "account": "x"}, 400, "invalid_fields"),
        ({"amount": 1, "email": "ada"}, 400, "invalid_fields"),
        ({"amount": 1, "email": "a@example.org", "reason": "two\nlines"}, 400, "invalid_fields"),
    ],
)
async def test_what_is_no_grant_is_refused(artist: Visitor, body: dict[str, Any], status: int, code: str) -> None:
    await artist.refused(status, code, "POST", path_of(artist, "/grants"), body)


async def test_only_the_artist_and_operators_deal_with_its_tokens(
    world: World, artist: Visitor, fan: Visitor
) -> None:
    other = await world.register()
    body = {"account": fan.id, "amount": 1}
    calls: list[tuple[str, str, Any]] = [
        ("POST", "/grants", body),
        ("POST", "/import", None),
        ("GET", "", None),
        ("GET", "/entries", None),
    ]
    for method, rest, sent in calls:
        await other.refused(403, "not_yours", method, path_of(artist, rest), sent)
        await fan.refused(403, "not_yours", method, path_of(artist, rest), sent)
        await world.nobody.refused(401, "not_signed_in", method, path_of(artist, rest), sent)
    await fan.refused(404, "artist_not_found", "POST", path_of(fan, "/grants"), body)


@pytest.mark.parametrize("options", [{"operator_emails": frozenset({"boss@example.org"})}])
async def test_an_operator_may_too_and_is_named(world: World, artist: Visitor, fan: Visitor) -> None:
    boss = {"email": "boss@example.org", "password": "correct horse", "display_name": "Boss", "role": "fan"}
    operator = await world.enter(boss)
    await operator.refused(403, "not_yours", "GET", path_of(artist))
    await verify_email("boss@example.org")
    await operator.expect(201, "POST", path_of(artist, "/grants"), {"account": fan.id, "amount": 1})
    [entry] = (await operator.expect(200, "GET", path_of(artist, "/entries")))["entries"]
    assert entry["by"]["display_name"] == "Boss"


async def test_a_shops_access_token_may_grant_and_no_other_scope_does(
    world: World, artist: Visitor, fan: Visitor
) -> None:
    made = {}
    for scope in ("tokens", "manage"):
        body = {"name": scope, "scopes": [scope]}
        made[scope] = Visitor(world.app, (await artist.expect(201, "POST", "/me/access-tokens", body))["token"])
    grant = {"account": fan.id, "amount": 1}
    await made["tokens"].expect(201, "POST", path_of(artist, "/grants"), grant)
    await made["manage"].refused(403, "scope_missing", "POST", path_of(artist, "/grants"), grant)


async def test_holders_are_listed_as_they_were_given_to(world: World, artist: Visitor, fan: Visitor) -> None:
    await artist.expect(201, "POST", path_of(artist, "/grants"), {"account": fan.id, "amount": 3})
    waiting = {"email": "Later@example.org", "amount": 2}
    given = await artist.expect(201, "POST", path_of(artist, "/grants"), waiting)
    assert (given["account"], given["email"]) == (None, "later@example.org")
    await give_tokens("gone", artist.id, 1)
    await give_tokens(artist.id, artist.id, 0)
    page = await artist.expect(200, "GET", path_of(artist, "?limit=2"))
    rest = await artist.expect(200, "GET", path_of(artist, f"?limit=2&cursor={page['next_cursor']}"))
    assert (page["total"], rest["total"]) == (3, 3)
    shown = [(each["account"], each["email"], each["balance"]) for each in (*page["holders"], *rest["holders"])]
    person = {"id": fan.id, "display_name": "Ada"}
    assert shown == [(person, None, 3), (None, "later@example.org", 2), (None, None, 1)]
    assert rest["next_cursor"] is None
    await artist.refused(400, "bad_cursor", "GET", path_of(artist, "?cursor=x"))
    assert await world.hear_wallets() == [(fan.id, artist.id, 3, False)], "nobody to tell of what waits"


async def test_a_file_is_booked_line_by_line_and_once(world: World, artist: Visitor, fan: Visitor) -> None:
    email = (await fan.expect(200, "GET", "/me"))["email"]
    await verify_email(email)
    lines = ["email,amount,reason", f'{email},10,"Thanks, all"', "new@example.org, 5", "", "ada,5", "a@example.org,0"]
    lines += ["a@example.org,x", "a@example.org", f"{email},-11", f"{email},-1"]
    text = "\ufeff" + "\r\n".join(lines)
    done = await import_csv(artist, artist, text.encode(), Idempotency_Key="file 1")
    assert done[0] == 200
    assert (done[1]["booked"], done[1]["repeated"]) == (3, 0)
    assert [(line["line"], line["code"]) for line in done[1]["refused"]] == [
        (5, "invalid_line"),
        (6, "invalid_line"),
        (7, "invalid_line"),
        (8, "invalid_line"),
        (9, "insufficient_tokens"),
    ]
    assert done[1]["refused"][0]["message"] == "email: must be an e-mail address, such as ada@example.org."
    codes = [[(error["field"], error["code"]) for error in line["errors"]] for line in done[1]["refused"]]
    assert codes == [[("email", "not_email")], [("amount", "zero")], [("amount", "not_whole")], [], []]
    again = await import_csv(artist, artist, text.encode(), Idempotency_Key="file 1")
    assert (again[1]["booked"], again[1]["repeated"], len(again[1]["refused"])) == (0, 3, 5)
    assert (await fan.expect(200, "GET", f"/me/tokens/{artist.id}"))["balance"] == 9
    assert await world.hear_wallets() == [(fan.id, artist.id, 9, True)]


async def test_a_list_that_is_corrected_books_what_it_did_not_before(artist: Visitor) -> None:
    first = ["ada@example.org,10,Order 1", "bob@example.org,x,Order 2", "ada@example.org,10,Order 1", "cleo,5"]
    answer = (await import_csv(artist, artist, "\n".join(first), Idempotency_Key="May"))[1]
    assert (answer["booked"], answer["repeated"], len(answer["refused"])) == (2, 0, 2)
    corrected = ["email,amount,reason", "cleo@example.org,5", *first[:1], "bob@example.org,7,Order 2", *first[2:3]]
    answer = (await import_csv(artist, artist, "\n".join(corrected), Idempotency_Key="May"))[1]
    assert (answer["booked"], answer["repeated"], answer["refused"]) == (2, 2, [])
    answer = (await import_csv(artist, artist, "\n".join(corrected), Idempotency_Key="May"))[1]
    assert (answer["booked"], answer["repeated"], answer["refused"]) == (0, 4, [])
    answer = (await import_csv(artist, artist, "\n".join(corrected), Idempotency_Key="June"))[1]
    assert (answer["booked"], answer["repeated"]) == (4, 0), "another list says the same"
    holders = (await artist.expect(200, "GET", path_of(artist)))["holders"]
    assert {holder["email"].partition("@")[0]: holder["balance"] for holder in holders} == {
        "ada": 40,
        "bob": 14,
        "cleo": 10,
    }


@pytest.mark.parametrize(
    "text",
    [
        "E-Mail;Anzahl;Grund\r\nnew@example.org;10;Thanks, all, folks\r\n",
        "\ufeffsep=;\nnew@example.org; 10;Thanks, all, folks",
        '\n"new@example.org";"10";"Thanks, all, folks"',
        "new@example.org\t10\tThanks, all, folks",
        'mail,tokens\nnew@example.org,10,"Thanks, all, folks"',
    ],
)
async def test_what_spreadsheets_write_is_read(artist: Visitor, text: str) -> None:
    answer = await import_csv(artist, artist, text.encode())
    assert answer == (200, {"booked": 1, "repeated": 0, "refused": []})
    [entry] = (await artist.expect(200, "GET", path_of(artist, "/entries")))["entries"]
    assert (entry["email"], entry["amount"], entry["reason"]) == ("new@example.org", 10, "Thanks, all, folks")


async def test_a_file_in_another_encoding_is_refused_in_words(artist: Visitor) -> None:
    for encoding in ("utf-16", "latin-1"):
        status, problem = await import_csv(artist, artist, "new@example.org,1,für alle".encode(encoding))
        assert (status, problem["code"]) == (400, "malformed_csv")
        assert "CSV UTF-8" in problem["detail"]


async def test_a_line_of_a_file_is_no_single_grant_whatever_its_key(artist: Visitor) -> None:
    text = "new@example.org,10"
    assert (await import_csv(artist, artist, text, Idempotency_Key="order"))[1]["booked"] == 1
    grant = {"email": "new@example.org", "amount": 10}
    for key in ("order:1", "order", "order 1", "import:order:1"):
        await artist.expect(201, "POST", path_of(artist, "/grants"), grant, Idempotency_Key=key)
    assert (await import_csv(artist, artist, text, Idempotency_Key="order"))[1]["repeated"] == 1
    (holder,) = (await artist.expect(200, "GET", path_of(artist)))["holders"]
    assert holder["balance"] == 50


@pytest.mark.parametrize(
    ("data", "media_type", "status", "code"),
    [
        (b"a@example.org,1", "application/json", 415, "not_csv"),
        (b"\xff\xfe", "text/csv", 400, "malformed_csv"),
        (b'"a@example.org,1', "text/csv", 400, "malformed_csv"),
        (b"a@example.org,1\n" * 5_001, "text/csv", 400, "too_many_lines"),
        (b"a@example.org,1,x\n" * 50_000, "text/csv", 413, "body_too_large"),
    ],
)
async def test_a_file_that_is_none_books_nothing(
    artist: Visitor, data: bytes, media_type: str, status: int, code: str
) -> None:
    answer = await import_csv(artist, artist, data, Content_Type=media_type)
    assert (answer[0], answer[1]["code"]) == (status, code)
    assert (await artist.expect(200, "GET", path_of(artist)))["total"] == 0


async def test_what_waited_is_in_the_wallet_once_the_link_in_the_mail_is_opened(
    world: World, artist: Visitor, fan: Visitor
) -> None:
    email = (await fan.expect(200, "GET", "/me"))["email"]
    grant = {"email": email, "amount": 4, "reason": "Order 1001"}
    await artist.expect(201, "POST", path_of(artist, "/grants"), grant)
    assert await world.hear_wallets() == []
    assert await fan.expect(200, "GET", "/me/tokens") == {"wallets": []}
    token = await world.postbox.take_token("Confirm your e-mail address", email)
    await fan.expect(200, "POST", "/accounts/verify", {"token": token})
    assert await world.hear_wallets() == [(fan.id, artist.id, 4, False)], "who waits at the gate is let in"
    [wallet] = (await fan.expect(200, "GET", "/me/tokens"))["wallets"]
    assert wallet["balance"] == 4
    [entry] = (await fan.expect(200, "GET", f"/me/tokens/{artist.id}/entries"))["entries"]
    assert (entry["kind"], entry["amount"], entry["reason"]) == ("grant", 4, "Order 1001"), "for what it was given"


async def test_who_gives_to_an_address_is_not_told_whether_it_has_an_account(
    world: World, artist: Visitor, fan: Visitor
) -> None:
    known = (await fan.expect(200, "GET", "/me"))["email"]
    await verify_email(known)
    registered = (await (await world.register("fan")).expect(200, "GET", "/me"))["email"]
    left = await world.register("fan")
    unknown = "stranger@example.org"
    addresses = {known: fan.id, registered: None, unknown: None}
    addresses[(await left.expect(200, "GET", "/me"))["email"]] = left.id
    await give_tokens(fan.id, artist.id, 3)
    seen = set()
    for email in addresses:
        if addresses[email] == left.id:
            await verify_email(email)
        grants, key = path_of(artist, "/grants"), {"Idempotency_Key": f"order {email}"}
        keyed = {"email": email, "amount": 1}
        listed = f"{email},2\n{email},-100\n{email},-1"
        shows = [
            await ask(artist, grants, {"email": email, "amount": 10, "reason": "Order"}),
            await ask(artist, grants, {"email": email, "amount": -4}),
            # Of the account's other three none can be taken, for that would tell of it.
            await ask(artist, grants, {"email": email, "amount": -7}),
            await ask(artist, grants, keyed, **key),
            await ask(artist, grants, keyed, **key),
            repr(await import_csv(artist, artist, listed, **key)),
            repr(await import_csv(artist, artist, listed, **key)),
        ]
        if addresses[email] == left.id:
            token = await ask_for_another(world, left, "elsewhere@example.org")
            await left.expect(200, "POST", "/accounts/verify", {"token": token})
        shows += [await ask(artist, path_of(artist, rest), only=email) for rest in ("", "/entries")]
        seen.add("\n".join(shows).replace(email, "ADDRESS"))
    [one] = seen
    assert '"account": {' not in one
    assert (await fan.expect(200, "GET", f"/me/tokens/{artist.id}"))["balance"] == 3 + 8
    assert (await left.expect(200, "GET", f"/me/tokens/{artist.id}"))["balance"] == 8


async def test_nor_does_the_time_tell_it_for_as_much_is_done_and_after_the_answer(
    world: World, artist: Visitor, fan: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = (await fan.expect(200, "GET", "/me"))["email"]
    await verify_email(known)
    asked = list[int]()

    async def read(pairs: Collection[Pair]) -> Mapping[Pair, int]:
        asked.append(len(pairs))
        return await read_balances(pairs)

    monkeypatch.setattr(telling, "read_balances", read)
    for email in (known, "stranger@example.org"):
        await artist.expect(201, "POST", path_of(artist, "/grants"), {"email": email, "amount": 1})
        assert asked == []
        assert await world.hear_wallets() == [(fan.id, artist.id, 1, False)]
        assert asked == [1]
        asked.clear()


async def ask(visitor: Visitor, path: str, body: Any = None, *, only: str = "", **headers: str) -> str:
    """Status, headers and text of the answer; ids and times aside, and of a list what is about one address."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    response = await visitor.client.open(API + path, method="GET" if only else "POST", json=body, headers=sent)
    answer = await response.get_json()
    if only:
        (rows,) = (each for each in answer.values() if isinstance(each, list))
        answer = [row for row in rows if row["email"] == only]
    text = json.dumps([response.status_code, sorted(response.headers.keys()), answer])
    text = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID", text)
    return re.sub(r"20\d\d-\d\d-\d\dT[0-9:.]+Z", "TIME", text)


async def ask_for_another(world: World, visitor: Visitor, email: str) -> str:
    """The token in the mail to the address that is to become the account's."""
    await visitor.expect(202, "PUT", "/me/email", {"email": email, "password": PASSWORD})
    return await world.postbox.take_token("Confirm your new e-mail address", email)


OTHER_SYSTEM = {"token_balance_url": "http://127.0.0.1:1/balances", "token_balance_secret": "what both of them know"}


@pytest.mark.parametrize("options", [OTHER_SYSTEM])
async def test_where_another_system_keeps_the_tokens_none_are_given_or_shown_here(
    artist: Visitor, fan: Visitor
) -> None:
    await give_tokens(fan.id, artist.id, 3)
    body = {"account": fan.id, "amount": 1}
    await artist.refused(409, "tokens_elsewhere", "POST", path_of(artist, "/grants"), body)
    assert (await import_csv(artist, artist, "a@example.org,1"))[1]["code"] == "tokens_elsewhere"
    for who, path in (
        (artist, path_of(artist)),
        (artist, path_of(artist, "/entries")),
        (fan, "/me/tokens"),
        (fan, f"/me/tokens/{artist.id}/entries"),
    ):
        await who.refused(409, "tokens_elsewhere", "GET", path)
    words = {"words": "In the shop."}
    assert (await artist.expect(200, "PUT", path_of(artist, "/offer"), words))["words"] == "In the shop."


async def test_whoever_may_hold_some_is_not_told_of_none(world: World, artist: Visitor, fan: Visitor) -> None:
    show = await artist.expect(201, "POST", "/livestreams", {"title": "For few", "token_gate_amount": 10})
    world.live.balances_problem = "TOKEN_BALANCE_URL fails"
    for method, path, body in (
        ("GET", f"/me/tokens/{artist.id}", None),
        ("POST", f"/livestreams/{show['id']}/pass", {}),
    ):
        problem = await fan.refused(503, "balances_unavailable", method, path, body)
        assert "TOKEN_BALANCE_URL" not in problem["detail"]
    shown = await fan.expect(200, "GET", f"/livestreams/{show['id']}")
    assert shown["hls_url"] is None
    await give_tokens(fan.id, artist.id, 10)
    await fan.expect(200, "POST", f"/livestreams/{show['id']}/pass", {})


@pytest.mark.parametrize("options", [{"writes_per_minute": 1_000}])
async def test_files_come_some_an_hour(artist: Visitor) -> None:
    for _ in range(IMPORTS.tries):
        assert (await import_csv(artist, artist, "ada,1"))[0] == 200
    status, problem = await import_csv(artist, artist, "ada,1")
    assert (status, problem["code"]) == (429, "too_many_tries")
