"""The client of web's callbacks: what is asked and told over HTTP, with `STREAMING_SECRET` as the bearer's token."""

import asyncio
import logging
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import httpx

from contract.callbacks import Recognition, Report, ReportedSession, Validation
from contract.feeds import FeedKind
from contract.fields import check_moment
from contract.orders import Gate, Move, Orders, read_order
from contract.recordings import (
    FilmAsked,
    FilmChapter,
    FilmKnown,
    ReplayAsked,
    ReplayKnown,
    ReportedReplay,
    check_recording,
)
from ingest.errors import RefusedError, WebUnreachableError, WrongSecretError
from ingest.publishing.interfaces import Admission

log = logging.getLogger(__name__)

TIMEOUT = 5.0
REPORT_WAIT = 1.0
"""Seconds web may hold a report until a session must stop."""

_SAFE_ID = re.compile(r"[A-Za-z0-9_-]{1,128}")
_PASS_KEY = re.compile(r"(?:[0-9a-f]{64})?")


class Web:
    """Web as ingest sees it. Every call has a time-out."""

    def __init__(self, base_url: str, secret: str, node: str, media_url: str | None = None, bucket: str = "") -> None:
        """`bucket`: the fingerprint of the shared store that recordings go to."""
        self.node = node
        self._bucket = bucket
        self._media_url = media_url
        self._client = httpx.AsyncClient(
            base_url=f"{base_url.rstrip('/')}/api/v1/streaming/",
            headers={"Authorization": f"Bearer {secret}"},
            timeout=TIMEOUT,
            # A proxy in the environment is for the way out into the world, not for the way to web.
            trust_env=False,
        )

    async def close(self) -> None:
        """Close the connections kept open."""
        await self._client.aclose()

    async def validate(
        self, stream_key: str, session_id: str, client_ip: str, replaces: str | None = None, *, patience: float
    ) -> Admission:
        """Ask whether this key may publish; tries for `patience` seconds.

        Raises:
            RefusedError: it may not, or web cannot be asked; words for the artist.
        """
        asked = Validation(
            stream_key=stream_key,
            session_id=session_id,
            node=self.node,
            client_ip=client_ip,
            media_url=self._media_url,
            replaces=replaces,
        )
        deadline = asyncio.get_running_loop().time() + patience
        pause = 0.2
        while True:
            try:
                answer = await self.post("validate", asdict(asked))
                break
            except WrongSecretError:
                raise RefusedError(
                    "not_set_up",
                    "The streaming server is not set up correctly: its operator must check STREAMING_SECRET.",
                ) from None
            except WebUnreachableError as error:
                if asyncio.get_running_loop().time() + pause > deadline:
                    log.error("web at BACKEND_API_URL cannot be asked about a stream key: %s", error)
                    raise RefusedError(
                        "server_unreachable", "Your stream key could not be checked just now. Try again in a moment."
                    ) from error
            await asyncio.sleep(pause * random.uniform(0.8, 1.2))  # noqa: S311 - spreads load, hides nothing
            pause = min(pause * 2, 1.0)
        if answer.status_code == 200:
            return _read_admission(answer, stream_key, session_id)
        code, words = _read_problem(answer)
        raise RefusedError(code, words)

    async def recognize(self, digests: Sequence[str]) -> set[str]:
        """Which of these digests of stream keys are anybody's; all of them, where web is too old to be asked.

        Raises:
            WrongSecretError
            WebUnreachableError: no usable answer.
        """
        answer = await self.post("recognize", asdict(Recognition(digests=list(digests))))
        if answer.status_code in (404, 405):
            return set(digests)
        try:
            return {str(digest) for digest in answer.json()["known"]}
        except (ValueError, KeyError, TypeError) as error:
            raise WebUnreachableError(f"recognize: the answer ({answer.status_code}) makes no sense") from error

    async def ask_replay(self, recording: str) -> ReplayKnown | None:
        """Whose recording this is, or clip, and who may have it; None: there is no such one, or no longer.

        Raises:
            WrongSecretError
            WebUnreachableError: no usable answer.
        """
        answer = await self.post("replay", asdict(ReplayAsked(recording=recording, node=self.node)))
        if answer.status_code == 404:
            return None
        try:
            body = answer.json()
            key = _read_pass_key(body["pass_key"]).hex()
            return ReplayKnown(
                livestream_id=str(body["livestream_id"]),
                pass_key=key,
                over=bool(body["over"]),
                recording=check_recording(body["recording"]) if body.get("recording") else "",
                begins_at=_read_moment(body.get("begins_at")),
                ends_at=_read_moment(body.get("ends_at")),
                withdrawn=bool(body.get("withdrawn", False)),
            )
        except (ValueError, KeyError, TypeError) as error:
            raise WebUnreachableError(f"replay: the answer ({answer.status_code}) makes no sense") from error

    async def ask_film(self, name: str) -> FilmKnown | None:
        """What stands in the film of this recording, or this clip; None: there is none, or no longer.

        Raises:
            WrongSecretError
            WebUnreachableError: no usable answer.
        """
        answer = await self.post("film", asdict(FilmAsked(recording=name, node=self.node)))
        if answer.status_code == 404:
            return None
        try:
            body = answer.json()
            chapters = [FilmChapter(at_ms=int(one["at_ms"]), title=str(one["title"])) for one in body["chapters"]]
            return FilmKnown(title=str(body["title"]), chapters=chapters)
        except (ValueError, KeyError, TypeError) as error:
            raise WebUnreachableError(f"film: the answer ({answer.status_code}) makes no sense") from error

    async def report(
        self,
        sessions: Sequence[ReportedSession],
        wait: float = REPORT_WAIT,
        replays: Sequence[ReportedReplay] = (),
        condition: dict[str, Any] | None = None,
    ) -> Orders:
        """Tell web of every open session, and now and then how this node is, and hear what is to be done.

        Raises:
            WebUnreachableError: no usable answer.
        """
        report = Report(
            node=self.node,
            media_url=self._media_url,
            bucket=self._bucket,
            sessions=list(sessions),
            replays=list(replays),
            wait_ms=round(wait * 1000),
            condition=condition,
        )
        answer = await self.post("report", asdict(report), timeout=wait + TIMEOUT)
        try:
            orders = [order for one in answer.json()["orders"] if (order := read_order(one)) is not None]
            for order in orders:
                if isinstance(order, Move) and not _SAFE_ID.fullmatch(order.playback_id):
                    raise ValueError("playback_id")
                if isinstance(order, Gate):
                    _read_pass_key(order.pass_key)
            return Orders(orders=orders)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise WebUnreachableError(f"the answer to a report ({answer.status_code}) makes no sense") from error

    async def post(self, call: str, body: Mapping[str, Any], timeout: float = TIMEOUT) -> httpx.Response:
        """One try of one callback; an answer that another try would not change.

        Raises:
            WrongSecretError: 401.
            WebUnreachableError: no answer, 5xx, or one that says to come again.
        """
        try:
            answer = await self._client.post(call, json=body, timeout=timeout)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise WebUnreachableError(f"{call}: {type(error).__name__}") from error
        if answer.status_code == 401:
            raise WrongSecretError(f"{call}: web does not accept this node's STREAMING_SECRET")
        # 404 and 405 in another form than web's own: something else answers at BACKEND_API_URL.
        stranger = answer.status_code in (404, 405) and "problem+json" not in answer.headers.get("content-type", "")
        if stranger or answer.status_code >= 500 or answer.status_code in (408, 425, 429):
            raise WebUnreachableError(f"{call}: web answered {answer.status_code}")
        return answer


def _read_admission(answer: httpx.Response, stream_key: str, session_id: str) -> Admission:
    try:
        body = answer.json()
        playback_id = str(body["playback_id"])
        if not _SAFE_ID.fullmatch(playback_id):
            raise ValueError("playback_id")
        return Admission(
            session_id=session_id,
            livestream_id=str(body["livestream_id"]),
            playback_id=playback_id,
            stream_key=stream_key,
            reconnect_grace=float(body.get("reconnect_grace", 0)),
            title=str(body.get("title", "")),
            kind=FeedKind(body.get("kind", FeedKind.SHOW)),
            pass_key=_read_pass_key(body.get("pass_key", "")),
            takes_over=body.get("takes_over") is True,
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        log.error("web's answer to validate makes no sense: %s", type(error).__name__)
        raise RefusedError("server_unreachable", "Your stream key could not be checked just now.") from error


def _read_pass_key(said: Any) -> bytes:
    """Raises:
    ValueError: it is no key. What cannot be read must not be taken for "it is for everybody".
    """
    if not isinstance(said, str) or not _PASS_KEY.fullmatch(said):
        raise ValueError("pass_key")
    return bytes.fromhex(said)


def _read_moment(said: Any) -> str | None:
    return None if said is None else check_moment(str(said))


def _read_problem(answer: httpx.Response) -> tuple[str, str]:
    try:
        body = answer.json()
        return str(body["code"]), str(body.get("detail") or body["title"])
    except (ValueError, KeyError, TypeError):
        return "refused", "The streaming server does not accept this stream key."
