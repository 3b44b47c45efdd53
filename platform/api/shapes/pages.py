"""The fields of lists that are read by pages."""

from typing import Annotated

from pydantic import Field

Cursor = Annotated[str | None, Field(max_length=500, description="`next_cursor` of the page before.")]
Question = Annotated[str, Field(max_length=500)]
"""What somebody looks for; empty: nothing in particular."""
NextCursor = Annotated[str | None, Field(description="For the next page; null: this is the last.")]
