"""Pictures as people upload them."""

import io
from typing import Any

from PIL import Image

RED, BLUE = (200, 30, 30), (30, 30, 200)


def save_picture(
    size: tuple[int, int] = (640, 480), color: Any = RED, kind: str = "JPEG", mode: str = "RGB", **options: Any
) -> bytes:
    """One of one color."""
    return encode(Image.new(mode, size, color), kind, **options)


def encode(image: Image.Image, kind: str, **options: Any) -> bytes:
    """A file of it."""
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def read_picture(body: bytes) -> Image.Image:
    """What a browser makes of it."""
    image = Image.open(io.BytesIO(body))
    image.load()
    return image
