"""Whether a database is of this version: the steps of `migrations/` that it has had, and those that there are."""

from aerich.models import Aerich
from tortoise.exceptions import OperationalError

from catalog.errors import DatabaseError
from settings.bundled import MIGRATIONS

RELEASE_HINT = "Run `python -m api.release` first; `make run` does it by itself."


async def check_version(app: str, dialect: str, *, may_be_older: bool = False) -> None:
    """Compare, over the connection that is open.

    Raises:
        DatabaseError: the database is older, unless it may be, or newer.
    """
    steps = {step.name for step in (MIGRATIONS / dialect / app).glob("[0-9]*.py")}
    try:
        had = {str(version) for (version,) in await Aerich.filter(app=app).values_list("version")}
    except OperationalError:  # it has had none, not even the first
        had = set()
    if unknown := sorted(had - steps):
        raise DatabaseError(
            f"The database was made by a newer version of the platform, which wrote {unknown[-1]}. "
            "Use that version, or a copy of the database from before."
        )
    if not may_be_older and (missing := sorted(steps - had)):
        raise DatabaseError(f"The database is of an older version: it lacks {missing[0]}. {RELEASE_HINT}")
