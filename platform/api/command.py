"""`encryptedmedia operator EMAIL`: what whoever runs the platform says at its machine, and no request can."""

import argparse
import asyncio
import sys

from catalog.accounts.operators import make_operator, remove_operator
from catalog.db.orm import close_database, open_database
from catalog.errors import CatalogError
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
    return parser


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


def main() -> int:
    """The process's exit code: 0 done, 1 refused or failed, 2 misused."""
    arguments = build_parser().parse_args()
    try:
        words = asyncio.run(change_operator(load_settings(), arguments.email, remove=arguments.remove))
    except (SettingsError, CatalogError) as error:
        print(f"encryptedmedia: {error}", file=sys.stderr)  # noqa: T201 - for people
        return 1
    print(words)  # noqa: T201 - for people
    return 0


if __name__ == "__main__":
    sys.exit(main())
