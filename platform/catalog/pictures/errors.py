"""What is refused of a picture.

CatalogError
  PictureUnreadableError   it is no picture of a kind that is taken, or a broken one
  PictureTooLargeError     it has too many bytes or pixels
  PictureTooSmallError     it has too few pixels
  PicturesBusyError        others are being made
  PictureNotFoundError     there is none at this address
"""

from catalog.errors import CatalogError


class PictureUnreadableError(CatalogError):
    """Nothing can be made of it."""

    code = "picture_unreadable"

    def __init__(self) -> None:
        super().__init__("This is not a picture that can be read. Send a JPEG, PNG, WebP or AVIF.")


class PictureTooLargeError(CatalogError):
    """It would take too much to look at it."""

    code = "picture_too_large"

    def __init__(self) -> None:
        super().__init__("This picture is too large: at most 10 MB and 40 megapixels. Make it smaller first.")


class PictureTooSmallError(CatalogError):
    """It would be a blur."""

    code = "picture_too_small"

    def __init__(self) -> None:
        super().__init__("This picture is too small: a cover has at least 480x270 pixels, a portrait 128x128.")


class PicturesBusyError(CatalogError):
    """Too many wait already."""

    code = "pictures_busy"

    def __init__(self) -> None:
        super().__init__("Others are uploading pictures at this moment. Try again in a few seconds.")


class PictureNotFoundError(CatalogError):
    """There is none, or it was replaced."""

    code = "picture_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such picture.")
