"""What is refused about clips.

CatalogError
  ClipNotFoundError    there is none, or it is not for whoever asks
  NotYourClipError     it is neither theirs, nor of a show of theirs
  NoClippingError      this account may make none of this show
  ClipRangeError       it would be too short, too long, or where there is nothing
  TooManyClipsError    the account has made as many of this show as it may
  TooManyKeptError     as many of its show are kept as may be
  ClipGoneError        what it is of has been deleted, so that it cannot be kept any more
"""

from catalog.errors import CatalogError


class ClipNotFoundError(CatalogError):
    """There is no clip with this id, or its artist has hidden it."""

    code = "clip_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such clip. It may have been deleted.")


class NotYourClipError(CatalogError):
    """Somebody else has made it, of somebody else's show."""

    code = "not_your_clip"

    def __init__(self, may: str) -> None:
        super().__init__(f"Only {may} can do this.")


class NoClippingError(CatalogError):
    """`clips_not_allowed`: the show's artist wants none. `blocked`: none of this account. `not_enough_tokens`: it may
    not have the replay either."""

    def __init__(self, code: str) -> None:
        super().__init__(REFUSALS[code])
        self.code = code


class ClipRangeError(CatalogError):
    """Its two moments are not as they should be. The words say how."""

    code = "bad_range"


class TooManyClipsError(CatalogError):
    """One more than an account may make of a show."""

    code = "too_many_clips"

    def __init__(self, most: int) -> None:
        super().__init__(
            f"You have made as many clips of this show as are possible ({most}). Delete one first.", limit=most
        )


class TooManyKeptError(CatalogError):
    """One more than may be kept of a show."""

    code = "too_many_kept_clips"

    def __init__(self, most: int) -> None:
        super().__init__(
            f"You keep as many clips of this show as are possible ({most}). Let one go first.", limit=most
        )


class ClipGoneError(CatalogError):
    """There is nothing left that could be kept."""

    code = "clip_gone"

    def __init__(self) -> None:
        super().__init__("What this clip is of has been deleted.")


REFUSALS = {
    "clips_not_allowed": "This show's artist does not let fans make clips of it.",
    "blocked": "This show's artist does not let your account make clips.",
    "not_enough_tokens": "Clips are made by those who may have the replay.",
}
