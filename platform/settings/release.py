"""Which version this is."""

from importlib.metadata import PackageNotFoundError, version


def read_version() -> str:
    """The platform's own."""
    try:
        return version("encryptedmedia-live")
    except PackageNotFoundError:
        return "0.1.0"
