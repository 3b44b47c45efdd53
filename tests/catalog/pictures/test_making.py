"""Pictures made in another process."""

import asyncio

import pytest

from catalog.errors import CatalogError
from catalog.pictures.errors import (
    PicturesBusyError,
    PictureTooLargeError,
    PictureTooSmallError,
    PictureUnreadableError,
)
from catalog.pictures.making import MOST, Workshop
from support.pictures import read_picture, save_picture


async def test_what_the_other_process_makes_comes_whole() -> None:
    made = await Workshop().make("cover", save_picture((3_000, 2_000)))
    assert (read_picture(made.large).size, read_picture(made.small).size) == ((1280, 720), (480, 270))
    assert len(bytes.fromhex(made.color.removeprefix("#"))) == 3


@pytest.mark.parametrize(
    ("upload", "error"),
    [
        (b"nothing", PictureUnreadableError),
        (save_picture((100, 100)), PictureTooSmallError),
        (save_picture((8_000, 5_001), 0, "PNG", "1"), PictureTooLargeError),
    ],
)
async def test_its_refusals_are_told(upload: bytes, error: type[CatalogError]) -> None:
    with pytest.raises(error):
        await Workshop().make("portrait", upload)


async def test_what_takes_too_long_is_given_up() -> None:
    workshop = Workshop(timeout=0.0)
    with pytest.raises(PictureUnreadableError):
        await workshop.make("cover", save_picture())
    with pytest.raises(PictureUnreadableError):
        await workshop.make("cover", save_picture())


async def test_few_wait_and_whoever_leaves_makes_room() -> None:
    workshop = Workshop()
    waiting = [asyncio.create_task(workshop.make("cover", save_picture())) for _ in range(MOST)]
    await asyncio.sleep(0)
    with pytest.raises(PicturesBusyError):
        await workshop.make("cover", save_picture())
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    with pytest.raises(PictureUnreadableError):
        await workshop.make("cover", b"nothing")
