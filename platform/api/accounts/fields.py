"""The fields of a person that more than one route takes."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from contract.text import LINE, TEXT, TYPED, is_visible
from contract.wording.faults import FaultError
from settings.emails import normalise_email


def _check_email(email: str) -> str:
    name, at, domain = email.rpartition("@")
    odd = any(each == "@" or not is_visible(each) for each in name + domain)
    # What is beyond ASCII once it is normalised can be no domain.
    if not at or not name or "." not in domain.strip(".") or odd or not domain.isascii():
        raise FaultError("not_email")
    return email


def _normalise(email: object) -> object:
    return normalise_email(email) if isinstance(email, str) else email


# First the form it is kept in, for that may be longer.
Email = Annotated[
    str,
    Field(max_length=254, examples=["ada@example.org"]),
    AfterValidator(_check_email),
    BeforeValidator(_normalise),
]
Password = Annotated[
    str,
    StringConstraints(strip_whitespace=False),  # it counts as it was typed
    Field(
        min_length=8,
        max_length=256,
        examples=["correct horse battery staple"],
        json_schema_extra={"format": "password"},
    ),
    TYPED,
]
"""A new one."""
CurrentPassword = Annotated[
    str,
    StringConstraints(strip_whitespace=False),
    Field(min_length=1, max_length=256, json_schema_extra={"format": "password"}),
    TYPED,
]
"""One that was taken once, by the rules of then."""
Name = Annotated[str, Field(min_length=1, max_length=80, examples=["Ada"]), LINE]
LinkToken = Annotated[
    str,
    Field(min_length=1, max_length=128, repr=False, description="What stands behind # in the mail's link."),
    TEXT,
]
