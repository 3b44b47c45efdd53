"""`encryptedmedia doctor`, `operator EMAIL`, `quota`, `retention`, `reseal`: what whoever runs the platform
says at its machine, and no request can."""

import argparse
import asyncio
import sys
from datetime import timedelta
from pathlib import Path

from api.doctor.checks import examine
from api.tending import QuotaError, change_quota, read_quota, run_retention, show_retention
from catalog.accounts.operators import make_operator, remove_operator
from catalog.db.orm import close_database, open_database
from catalog.db.resealing import reseal
from catalog.errors import CatalogError
from runtime.findings import is_well, write
from runtime.keys import Keys
from settings import Settings, SettingsError, load_settings


def build_parser() -> argparse.ArgumentParser:
    """What the command understands."""
    parser = argparse.ArgumentParser(prog="encryptedmedia", description="Look after an EncryptedMedia Live platform.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    operator = commands.add_parser(
        "operator",
        help="make an operator of an account",
        description="Make an operator of the account with this e-mail address, which has to be verified. Operators "
        "may have webhooks for all livestreams, and any number of livestreams. The platform may run meanwhile.",
    )
    operator.add_argument("email", metavar="EMAIL")
    operator.add_argument("--remove", action="store_true", help="it is none any more")
    reseal_ = commands.add_parser(
        "reseal",
        help="after SECRET_KEY was changed: seal stream keys and webhook secrets with the new one",
        description="Seal stream keys and webhook secrets with the SECRET_KEY of now. Stop web before, and make a "
        "backup of the database. See SECRET_KEY in docs/settings.md.",
    )
    one = reseal_.add_mutually_exclusive_group(required=True)
    one.add_argument("--before", metavar="FILE", type=Path, help="a file that holds the one before")
    one.add_argument(
        "--lost",
        action="store_true",
        help="the one before is lost: make every stream key and every webhook's secret anew; artists have to put the "
        "new keys into their encoders, receivers need the new secrets",
    )
    quota = commands.add_parser(
        "quota",
        help="how much room an account's recordings may take",
        description="Make an exception from RECORDING_QUOTA for the account with this e-mail address, or end it. The "
        "platform may run meanwhile.",
    )
    quota.add_argument("email", metavar="EMAIL")
    quota.add_argument("quota", metavar="SIZE|none|default", help="such as 200GB; none: any; default: as for all")
    retention = commands.add_parser(
        "retention",
        help="have deleted what is kept for long enough, as web does by itself; or see what would go",
        description="Have recordings deleted whose time is over, or whose artist's room is used up, and artists told "
        "of those that go soon. Web does the same within a minute.",
    )
    retention.add_argument("--dry-run", action="store_true", help="delete nothing; list what goes, whose, why, when")
    retention.add_argument(
        "--ahead",
        metavar="DAYS",
        type=_read_days,
        default=None,
        help="with --dry-run: list what goes within so many days; RECORDING_NOTICE_DAYS unless given",
    )
    retention.add_argument("--json", action="store_true", help="for programs")
    doctor = commands.add_parser(
        "doctor",
        help="see whether what the platform needs is there, and what to do where it is not",
        description="Look at the database, Redis, the disk, the clock, the mail server, the certificate, FFmpeg, the "
        "bucket, both processes and their ports. "
        "The exit code is 1 where one is broken. The platform may run meanwhile.",
    )
    doctor.add_argument("--json", action="store_true", help="for programs")
    return parser


def _read_days(text: str) -> timedelta:
    days = float(text)
    if not 0 <= days <= 36_500:
        raise ValueError
    return timedelta(days=days)


async def change_operator(settings: Settings, email: str, *, remove: bool) -> str:
    """Do it, and say what was done.

    Raises:
        DatabaseError, AccountNotFoundError, EmailUnverifiedError
    """
    database = await open_database(settings.database_url, Keys(settings.secret_key))
    try:
        if not remove:
            account = await make_operator(email)
            return f"{account.email} is an operator."
        account = await remove_operator(email)
        if account.email in settings.operator_emails:
            return f"{account.email} is still an operator, for OPERATOR_EMAILS names it."
        return f"{account.email} is no operator."
    finally:
        await close_database(database)


async def look_after_recordings(settings: Settings, arguments: argparse.Namespace) -> str:
    """`retention`: what was done, or would be.

    Raises:
        DatabaseError
    """
    if not arguments.dry_run:
        return await run_retention(settings, as_json=arguments.json)
    ahead = arguments.ahead if arguments.ahead is not None else timedelta(days=settings.recording_notice_days)
    return await show_retention(settings, ahead, as_json=arguments.json)


def read_settings() -> Settings:
    """Those of a platform that is there: a command looks after one, and makes nothing.

    Raises:
        SettingsError: there is none where they say.
    """
    settings = load_settings(make_secrets=False)
    if not settings.secret_key:
        raise SettingsError(
            f"There is no platform in DATA_DIR, which is {str(settings.data_dir)!r}: it holds no secret_key, and "
            "SECRET_KEY is not set. Run this with the settings that the platform runs with."
        )
    return settings


def read_former(file: Path | None) -> Keys | None:
    """The keys of a `SECRET_KEY` from before, which is in a file: a command line is seen by everybody on the machine.
    None: it is lost.

    Raises:
        SettingsError: the file cannot be read.
    """
    try:
        return None if file is None else Keys(file.read_text(encoding="utf-8").strip())
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} cannot be read as the SECRET_KEY of before.") from error


async def change_secret_key(settings: Settings, before: Keys | None) -> str:
    """Do it, and say what was done. None: the one before is lost.

    Raises:
        DatabaseError
    """
    done = await reseal(settings.database_url, Keys(settings.secret_key), before)
    what = "sealed" if before is not None else "made"
    return f"{done.stream_keys} stream keys and {done.webhook_secrets} webhooks' secrets were {what} anew."


def main() -> int:
    """The process's exit code: 0 done, 1 refused or failed, 2 misused."""
    arguments = build_parser().parse_args()
    try:
        settings = read_settings()
        if arguments.command == "doctor":
            findings = asyncio.run(examine(settings))
            print(write(findings, as_json=arguments.json))  # noqa: T201 - for people
            return 0 if is_well(findings) else 1
        if arguments.command == "quota":
            words = asyncio.run(change_quota(settings, arguments.email, read_quota(arguments.quota)))
        elif arguments.command == "retention":
            words = asyncio.run(look_after_recordings(settings, arguments))
        elif arguments.command == "reseal":
            words = asyncio.run(change_secret_key(settings, read_former(arguments.before)))
        else:
            words = asyncio.run(change_operator(settings, arguments.email, remove=arguments.remove))
    except (SettingsError, CatalogError, QuotaError) as error:
        print(f"encryptedmedia: {error}", file=sys.stderr)  # noqa: T201 - for people
        return 1
    print(words)  # noqa: T201 - for people
    return 0


if __name__ == "__main__":
    sys.exit(main())
