"""How long columns are that many tables have."""

from typing import Final

ID_LENGTH: Final = 36
URL_LENGTH: Final = 512
SEALED_LENGTH: Final = 128
"""Of a text of at most 64 bytes; see `runtime.keys`."""
TITLE_LENGTH: Final = 120
HOST_LENGTH: Final = 253
"""Of a name in the DNS."""
RENDITION_LENGTH: Final = 32
