"""Many publishers at once: their keys are asked about together, and what happens to one holds up no other."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from contract.callbacks import MOST_DIGESTS
from contract.publishing import digest_key
from ingest.web.callbacks import Web
from ingest.web.recognition import Recognition
from support.callback_web import SECRET, CallbackWeb

KEY = "00112233445566778899aabbccddeeff"


@pytest.fixture
async def recognition(web: CallbackWeb) -> AsyncIterator[Recognition]:
    asked = Web(web.url, SECRET, "node-1")
    yield Recognition(asked)
    await asked.close()


def know(web: CallbackWeb, *keys: str) -> None:
    known = {digest_key(key) for key in keys}

    def answer(name: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]] | None:
        return (200, {"known": [one for one in body["digests"] if one in known]}) if name == "recognize" else None

    web.answer = answer


async def test_a_right_key_among_hundreds_of_wrong_ones_costs_two_questions(
    web: CallbackWeb, recognition: Recognition
) -> None:
    know(web, KEY)
    keys = [*(f"wrong {number}" for number in range(MOST_DIGESTS)), KEY]
    known = await asyncio.gather(*(recognition.is_known(key) for key in keys))
    assert [key for key, is_known in zip(keys, known, strict=True) if is_known] == [KEY]
    assert [len(body["digests"]) for body in web.named("recognize")] == [1, MOST_DIGESTS]


async def test_a_lone_key_is_asked_about_at_once(web: CallbackWeb, recognition: Recognition) -> None:
    know(web, KEY)
    assert (await recognition.is_known(KEY), await recognition.is_known("wrong")) == (True, False)


async def test_who_goes_away_while_it_asks_takes_nobody_along(web: CallbackWeb, recognition: Recognition) -> None:
    know(web, KEY)
    asking = [asyncio.create_task(recognition.is_known(key)) for key in ("wrong", KEY, "wrong too")]
    await asyncio.sleep(0)  # the first has the turn
    asking[0].cancel()
    results = await asyncio.gather(*asking, return_exceptions=True)
    assert isinstance(results[0], asyncio.CancelledError)
    assert results[1:] == [True, False]


@pytest.mark.parametrize("status", [404, 500, 200])
async def test_where_web_cannot_say_validation_decides(
    web: CallbackWeb, recognition: Recognition, status: int
) -> None:
    """A web of before, one that fails, and one that says nonsense."""
    web.answer = lambda name, body: (status, {"code": "not_found"})
    assert await recognition.is_known(KEY)
