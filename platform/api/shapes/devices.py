"""What somebody came from, by its names: for whoever says it in another language than ours."""

from typing import Annotated

from pydantic import Field

from contract.wording.devices import split_device

BrowserName = Annotated[
    str | None,
    Field(description="Of `device`, such as Firefox; null: no browser that we know.", examples=["Firefox"]),
]
SystemName = Annotated[
    str | None,
    Field(description="Of `device`, what it runs on, such as Linux; null: not known.", examples=["Linux"]),
]


def present_names(device: str) -> dict[str, str | None]:
    """`browser` and `system` of what is kept."""
    return split_device(device)._asdict()
