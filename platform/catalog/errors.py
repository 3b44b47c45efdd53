"""What the catalog refuses, and why. Each noun's errors are in its folder (`accounts/errors.py`); here is what they
have in common.

CatalogError
  DatabaseError    the database is missing, empty, older than the code, or does not answer
  CursorError      a page's cursor that was not made here

`code` is stable and for programs, and so are the `values` that the words name; `str(error)` is for the person who
asked.
"""


class CatalogError(Exception):
    """Base of all that the catalog refuses."""

    code = "catalog_error"

    def __init__(self, words: str, **values: str | float) -> None:
        super().__init__(words)
        self.values = values


class DatabaseError(CatalogError):
    """The database cannot be used as it is; the words say what to do."""

    code = "database_unusable"


class CursorError(CatalogError):
    """A cursor that no page gave out."""

    code = "bad_cursor"

    def __init__(self) -> None:
        super().__init__("This cursor is not one of ours. Take next_cursor from the page before, or leave it out.")
