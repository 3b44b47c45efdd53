"""Mails of a real web process: to a real mail server that is away for a while, or on the operator's console."""

import asyncio
import re
from pathlib import Path

import httpx

from support.mail_server import SmtpServer, find_token
from support.waiting import PATIENCE, until
from support.web import Web

ACCOUNT = {
    "email": "ada@example.org", "password": "correct horse battery staple", "display_name": "Ada", "role": "artist"
}  # fmt: skip
NEW = "a new password of hers"


async def test_mail_survives_a_restart_of_web_while_its_server_is_away(tmp_path: Path) -> None:
    async with SmtpServer() as server:
        pass
    web = await asyncio.to_thread(
        Web.start,
        tmp_path,
        SMTP_URL=f"smtp://127.0.0.1:{server.port}",
        MAIL_FROM="Live <live@example.org>",
        PUBLIC_URL="https://live.example.org",
    )
    try:
        async with httpx.AsyncClient(base_url=f"{web.url}/api/v1", timeout=PATIENCE, trust_env=False) as client:
            assert (await client.post("/accounts", json=ACCOUNT)).status_code == 202
            await until(lambda: "The mail server could not be reached" in web.process.output)
            await asyncio.to_thread(web.process.stop)
            await server.start()
            web.process.start()
            await asyncio.to_thread(web.process.wait_ready)  # it may send before it serves
            await server.wait(1, timeout=60)  # the second try comes within 10 s of the first, the third within 30
            (mail,) = server.arrived
            assert (mail.sender, mail.recipients) == ("live@example.org", ["ada@example.org"])
            assert f"https://live.example.org/verify#{mail.token}" in mail.text
            sign_in = {name: ACCOUNT[name] for name in ("email", "password")}
            token = (await client.post("/sessions", json=sign_in)).json()["token"]
            signed_in = {"Authorization": f"Bearer {token}"}
            confirmed = await client.post("/accounts/verify", json={"token": mail.token}, headers=signed_in)
            assert confirmed.json()["account"]["email_verified"] is True
            assert mail.token not in web.process.output
            assert "ada@example.org" not in web.process.output
    finally:
        await server.stop()
        await asyncio.to_thread(web.stop)


async def test_without_a_mail_server_the_link_stands_on_the_console(tmp_path: Path) -> None:
    web = await asyncio.to_thread(Web.start, tmp_path)
    try:
        async with httpx.AsyncClient(base_url=f"{web.url}/api/v1", timeout=PATIENCE, trust_env=False) as client:
            assert (await client.post("/accounts", json=ACCOUNT)).status_code == 202
            assert (await client.post("/accounts/reset", json={"email": "ada@example.org"})).status_code == 202
            await until(lambda: "| Choose a new password" in web.process.output)
            framed = web.process.output.split("| Choose a new password\n")[1]
            token = find_token(re.sub(r"^\| ?", "", framed, flags=re.MULTILINE))
            reset = await client.post("/accounts/reset/confirm", json={"token": token, "password": NEW})
            assert reset.json()["account"]["email_verified"] is True
        lines = [line for line in web.process.output.splitlines() if token in line]
        assert [line.startswith("| http") for line in lines] == [True], "and nowhere else"
    finally:
        await asyncio.to_thread(web.stop)
