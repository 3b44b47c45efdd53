"""Making a picture anew from what somebody uploaded."""

import re
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms

from catalog.pictures.drawing import MOST_PIXELS, SHAPES, RefusedError, draw
from support.pictures import BLUE, RED, encode, read_picture, save_picture


def near(color: Any, wanted: tuple[int, int, int]) -> bool:
    return all(abs(part - other) < 12 for part, other in zip(color, wanted, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_of_any_kind_becomes_two_jpegs_of_the_right_shape(kind: str) -> None:
    upload = save_picture((1000, 900), kind=kind)
    large, small, color = draw("cover", upload)
    assert [(read_picture(each).format, read_picture(each).size) for each in (large, small)] == [
        ("JPEG", (1280, 720)),
        ("JPEG", (480, 270)),
    ]
    assert near(bytes.fromhex(color.removeprefix("#")), RED)
    large, small, _ = draw("portrait", upload)
    assert (read_picture(large).size, read_picture(small).size) == ((512, 512), (128, 128))


def test_nothing_is_left_of_what_the_file_said_of_itself_and_it_stands_upright() -> None:
    image = Image.new("RGB", (900, 1600), BLUE)
    image.paste(RED, (0, 0, 450, 1600))  # its left half, which a quarter turn puts on top
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter, clockwise
    exif[0x010E] = "the description"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 0.0)})
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    upload = encode(image, "JPEG", exif=exif, comment=b"the comment", icc_profile=srgb, dpi=(300, 300))
    assert b"the comment" in upload
    assert b"the description" in upload
    for body in draw("cover", upload)[:2]:
        drawn = read_picture(body)
        assert not drawn.getexif()
        assert {str(name).partition("_")[0] for name in drawn.info} <= {"jfif", "progressive", "progression"}
        for word in (b"Exif", b"the comment", b"the description", b"ICC"):
            assert word not in body
        assert near(drawn.getpixel((drawn.width // 2, 5)), RED)
        assert near(drawn.getpixel((drawn.width // 2, drawn.height - 5)), BLUE)


@pytest.mark.parametrize(
    ("mode", "color", "ground"),
    [("RGBA", (0, 0, 0, 255), (255, 255, 255)), ("RGBA", (255, 255, 255, 255), (20, 22, 26))],
)
def test_what_is_transparent_lies_on_a_ground_that_shows_the_rest(mode: str, color: Any, ground: Any) -> None:
    image = Image.new(mode, (1280, 720), (0, 0, 0, 0))
    image.paste(color, (0, 0, 640, 720))
    drawn = read_picture(draw("cover", encode(image, "PNG"))[0])
    assert near(drawn.getpixel((100, 300)), color[:3])
    assert near(drawn.getpixel((1200, 300)), ground)


@pytest.mark.parametrize(
    ("mode", "color", "kind"),
    [
        ("L", 128, "PNG"),
        ("LA", (128, 255), "PNG"),
        ("P", 0, "PNG"),
        ("1", 1, "PNG"),
        ("CMYK", (0, 0, 0, 127), "JPEG"),
        ("I;16", 128 * 256, "PNG"),
    ],
)
def test_pictures_of_every_kind_of_color_are_read(mode: str, color: Any, kind: str) -> None:
    drawn = read_picture(draw("portrait", save_picture((300, 200), color, kind, mode))[0])
    assert drawn.mode == "RGB"
    if mode not in ("P", "1"):
        assert near(drawn.getpixel((5, 5)), (128, 128, 128))


def test_a_color_beyond_the_usual_ones_is_told_in_the_usual_ones() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    broken = save_picture((300, 300), icc_profile=b"not a profile")
    assert near(read_picture(draw("portrait", broken)[0]).getpixel((9, 9)), RED)
    assert read_picture(draw("portrait", save_picture((300, 300), icc_profile=lab))[0]).size == (512, 512)


def test_a_moving_picture_is_its_first() -> None:
    first, second = Image.new("RGB", (300, 300), RED), Image.new("RGB", (300, 300), BLUE)
    upload = encode(first, "WEBP", save_all=True, append_images=[second], duration=100)
    assert near(read_picture(draw("portrait", upload)[0]).getpixel((9, 9)), RED)


def claim(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header says that it is large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


GOOD = save_picture()


@pytest.mark.parametrize(
    ("upload", "why"),
    [
        (claim(8_000, 5_001), "TOO_LARGE"),
        (claim(60_000, 60_000), "TOO_LARGE"),
        (claim(1_000, MOST_PIXELS // 1_000), "UNREADABLE"),
        (save_picture((479, 270)), "TOO_SMALL"),
        (save_picture((2_000, 200)), "TOO_SMALL"),
        (b"", "UNREADABLE"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "UNREADABLE"),
        (save_picture(kind="GIF"), "UNREADABLE"),
        (save_picture(kind="TIFF"), "UNREADABLE"),
        (GOOD[:300], "UNREADABLE"),
        (GOOD[: len(GOOD) // 2], "UNREADABLE"),
        (b"\xff\xd8\xff\xe0" + bytes(1_000), "UNREADABLE"),
    ],
)
def test_what_is_no_picture_to_show_is_refused(upload: bytes, why: str) -> None:
    with pytest.raises(RefusedError, match=why):
        draw("cover", upload)


def test_pages_ask_for_the_sizes_that_pictures_are_made_in() -> None:
    pages = Path(__file__).parents[3] / "frontend" / "src"
    size = r"\{ width: (\d+), height: (\d+) \}"
    asked = re.findall(rf"(\w+): \{{ best: {size}, least: {size} \}}", (pages / "pages/draft/picture.ts").read_text())
    assert {kind: ((int(a), int(b)), (int(c), int(d))) for kind, a, b, c, d in asked} == SHAPES
    for words in pages.glob("locales/*.json"):
        refusal = re.search('"picture_too_small": "(.*)"', words.read_text())
        assert refusal is not None
        for _, (width, height) in SHAPES.values():
            assert f"{width}x{height}" in refusal[1], words.name
