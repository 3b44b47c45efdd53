"""Making a picture anew from what somebody uploaded: cut to its shape, in two sizes, and nothing else of it left.

Also a program, which `making` runs: whoever sends a picture sends it to a decoder, so that is another process, with
little memory and time and nothing in its environment. It imports nothing of the house.
"""

import io
import os
import resource
import sys
from enum import IntEnum
from typing import Final, cast

from PIL import AvifImagePlugin, Image, ImageCms, ImageOps, UnidentifiedImageError

MOST_PIXELS: Final = 40_000_000
FORMATS: Final = ("JPEG", "PNG", "WEBP", "AVIF")
SHAPES: Final = {"cover": ((1280, 720), (480, 270)), "portrait": ((512, 512), (128, 128))}
"""By kind: how large the large one is, and the small one."""
QUALITY: Final = 84
MEMORY: Final = 1536 * 1024 * 1024
"""Bytes of address space: 40 megapixels with transparency, and what is made of them."""
SECONDS: Final = 20
"""Of a processor."""
BRIGHT: Final = 170
"""From which average on, of 255, a picture with transparency is put before a dark ground."""

Size = tuple[int, int]


class Refusal(IntEnum):
    """Why nothing was made; the program's exit status."""

    UNREADABLE = 3
    TOO_LARGE = 4
    TOO_SMALL = 5


class RefusedError(Exception):
    """Nothing was made."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.name)
        self.refusal = refusal


def draw(kind: str, upload: bytes) -> tuple[bytes, bytes, str]:
    """A picture of this kind (of `SHAPES`), upright, before a ground where it is transparent: the large one and the
    small one, JPEG, and the average color as `#rrggbb`.

    Raises:
        RefusedError
    """
    large, small = SHAPES[kind]
    try:
        image = _open(upload, large)
        image = _cut(image, large, small)
        image = _flatten(_to_usual_colors(image))
    except (OSError, ValueError, SyntaxError, ArithmeticError, MemoryError, EOFError) as error:
        raise RefusedError(Refusal.UNREADABLE) from error
    reduced = image.resize(small, Image.Resampling.LANCZOS)
    color = cast("tuple[int, ...]", reduced.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0)))
    return _write(image), _write(reduced), "#" + "".join(f"{part:02x}" for part in color)


def _open(upload: bytes, wanted: Size) -> Image.Image:
    """Upright, and looked at only where it is small enough for that."""
    try:
        image: Image.Image = Image.open(io.BytesIO(upload), formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise RefusedError(Refusal.TOO_LARGE) from error
    except UnidentifiedImageError as error:
        raise RefusedError(Refusal.UNREADABLE) from error
    # The header has said how many; nothing was decoded.
    if image.width * image.height > MOST_PIXELS:
        raise RefusedError(Refusal.TOO_LARGE)
    # A JPEG can be decoded at an eighth of its size, which is all that is wanted of a camera's. Either side may be
    # the other once it is upright.
    image.draft(None, (2 * max(wanted), 2 * max(wanted)))
    return ImageOps.exif_transpose(image)


def _cut(image: Image.Image, large: Size, small: Size) -> Image.Image:
    if image.mode.startswith("I;16"):
        image = image.convert("I")
    if image.mode in ("I", "F"):  # gray of more than 8 bits
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    if image.mode != "RGB":
        transparent = image.has_transparency_data
        image = image.convert("RGBA" if transparent else "CMYK" if image.mode == "CMYK" else "RGB")
    scale = max(small[0] / image.width, small[1] / image.height)
    if scale > 1:
        raise RefusedError(Refusal.TOO_SMALL)
    return ImageOps.fit(image, large, Image.Resampling.LANCZOS)


def _to_usual_colors(image: Image.Image) -> Image.Image:
    """In sRGB: what says otherwise goes with all else that is said of it."""
    profile = image.info.get("icc_profile")
    plain = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        try:
            source, usual = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
            alpha = image.getchannel("A") if plain == "RGBA" else None
            opaque = image.convert("RGB") if alpha is not None else image
            turned = cast("Image.Image", ImageCms.profileToProfile(opaque, source, usual, outputMode="RGB"))
            if alpha is not None:
                turned.putalpha(alpha)
            return turned
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a broken one, or of another kind of colors: as it is, then
    return image.convert(plain)


def _flatten(image: Image.Image) -> Image.Image:
    # Always a new one: what the file said of itself (a place, a camera, a comment) hangs on the old one.
    ground = (255, 255, 255)
    if image.mode == "RGBA":
        alpha = image.getchannel("A")
        weight = sum(value * count for value, count in enumerate(alpha.histogram()))
        gray = Image.composite(image.convert("L"), Image.new("L", image.size), alpha.point(lambda a: 255 if a else 0))
        shown = sum(value * count for value, count in enumerate(gray.histogram()))
        # Light letters would be lost on white.
        if weight and shown * 255 / weight > BRIGHT:
            ground = (20, 22, 26)
    flat = Image.new("RGB", image.size, ground)
    flat.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    return flat


def _write(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return file.getvalue()


def main() -> None:
    """`python drawing.py KIND < upload`: the color, the large one's length in eight bytes, the large one, the small
    one."""
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(10)  # shows go before
    try:
        large, small, color = draw(sys.argv[1], sys.stdin.buffer.read())
    except RefusedError as error:
        sys.exit(int(error.refusal))
    sys.stdout.buffer.write(color.encode() + len(large).to_bytes(8, "big") + large + small)


if __name__ == "__main__":
    main()
