"""English."""

from typing import Final

from catalog.outbox.mails import Letter
from outbox.words.shape import LetterWords, Words

_NOT_YOU = "If you did not ask for this, you need not do anything: without the link nothing happens."
_ALL_OUT = (
    "The new password signs out every device and ends every access token. It removes passkeys and linked accounts, "
    "too, unless you keep them."
)


def _notice(subject: str, what: str, *after: str) -> LetterWords:
    return LetterWords(
        subject,
        [what, "If that was you, all is well. If it was not, choose a new password now:"],
        "Ask for a new password",
        "/forgot",
        [_ALL_OUT, *after],
    )


ENGLISH: Final = Words(
    language="en",
    letters={
        Letter.VERIFY: LetterWords(
            "Confirm your e-mail address",
            ["Somebody, you we hope, has made an account with this e-mail address. Confirm that it is yours:"],
            "Confirm this address",
            "/verify",
            [
                "The link is good for 24 hours.",
                "If you did not make this account, you need not do anything. You can make it yours "
                "by asking for a new "
                "password: whoever made it is then out of it.",
            ],
        ),
        Letter.KNOWN: LetterWords(
            "You have an account already",
            [
                "Somebody, perhaps you, wanted to use this e-mail address for an account. It has one already, and "
                "nothing was changed. Sign in with it, or, if you do not know its password:",
            ],
            "Ask for a new password",
            "/forgot",
            ["If that was not you, you need not do anything."],
        ),
        Letter.RESET: LetterWords(
            "Choose a new password",
            ["Somebody, you we hope, asked for a new password for your account. Choose it here:"],
            "Choose a new password",
            "/reset",
            ["The link is good for one hour, and once. All devices are signed out by it.", _NOT_YOU],
        ),
        Letter.CHANGE: LetterWords(
            "Confirm your new e-mail address",
            ["Somebody, you we hope, wants to use this e-mail address for their account from now on. Confirm it:"],
            "Confirm this address",
            "/verify",
            ["The link is good for 24 hours.", _NOT_YOU],
        ),
        Letter.MOVING: LetterWords(
            "Your e-mail address is to change",
            [
                "Somebody who knows your password asked that another e-mail address take this one's place in your "
                "account. That happens when they confirm it.",
                "If that was not you, choose a new password now:",
            ],
            "Ask for a new password",
            "/forgot",
            [_ALL_OUT],
        ),
        Letter.PASSWORD: _notice(
            "Your password was changed", "Your account has a new password, and all other devices were signed out."
        ),
        Letter.RECOVERED: _notice(
            "Your password was changed",
            "Your account has a new password, chosen by the link in a mail to this address. All other devices were "
            "signed out; access tokens, passkeys and linked accounts were removed.",
            "If somebody else was in your account before: choose new stream keys for your "
            "livestreams, and look through "
            "your webhooks.",
        ),
        Letter.SIGN_IN: _notice(
            "New sign-in to your account",
            "Somebody signed in to your account, in a browser and from an address where nobody did before.",
        ),
        Letter.PASSKEY_ADDED: _notice(
            "A passkey was added to your account", "With the new passkey, somebody can sign in without your password."
        ),
        Letter.PASSKEY_REMOVED: _notice(
            "A passkey was removed from your account", "Nobody signs in with that passkey any more."
        ),
        Letter.IDENTITY_ADDED: _notice(
            "Your account was linked to another one",
            "Whoever is signed in to an account on another site can sign in to yours with it now.",
        ),
        Letter.IDENTITY_REMOVED: _notice(
            "A linked account was removed from yours", "Nobody signs in with that account on another site any more."
        ),
        Letter.ACCESS_TOKEN: _notice(
            "An access token was made for your account",
            "A program that has the new access token can act for your account, as far as the token's scopes go.",
        ),
        Letter.REPLAYS: LetterWords(
            "Replays of yours are about to be deleted",
            [
                "What is recorded of a show is kept for a while, and then deleted for good. These "
                "replays of yours go "
                "next, unless you say that you keep them:",
            ],
            "See your replays, and keep some",
            "/artist/replays",
            ["Each is told of once. Whoever keeps a replay has to delete it by hand."],
        ),
    },
    show_button="Go to the show",
    shows={
        "day": ("{artist}: {title} in a day", "{artist} plays “{title}” on {when}."),
        "hour": ("{artist}: {title} begins soon", "{artist} plays “{title}” on {when}."),
        "live": ("{artist} is live: {title}", "{artist} is live now with “{title}”."),
        "moved": ("Moved: {title} by {artist}", "{artist} has moved “{title}”. It is on {when} now."),
        "cancelled": (
            "Cancelled: {title} by {artist}",
            "{artist} has cancelled “{title}”, which was to be on {when}.",
        ),
        "cancelled_undated": ("Cancelled: {title} by {artist}", "{artist} has cancelled “{title}”."),
    },
    push={
        "day": ("{title}", "{artist} plays on {when}."),
        "hour": ("Soon: {title}", "{artist} begins at {time}."),
        "minutes": ("About to begin: {title}", "{artist} begins at {time}. The doors are open."),
        "live": ("{artist} is live", "{title}"),
        "moved": ("Moved: {title}", "{artist} plays on {when} now."),
        "cancelled": ("Cancelled: {title}", "{artist} does not play on {when}."),
        "cancelled_undated": ("Cancelled: {title}", "{artist} does not play this show."),
        "over": ("{title} is over", "{artist} was live while this device was off."),
    },
    holders=("For holders of a token.", "For holders of {count} tokens."),
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    date="{day} {month} {year}",
    moment="{date}, {time} {zone}",
    whence="When: {when}. With: {browser}{where}.",
    from_address=", from the address {address}",
    browser_on="{browser} on {system}",
    unknown_program="a program that we do not know",
    replay="{title}, of {date}: {when}",
    when_room="when your room is used up",
    when_on="on {date}",
    more="And {count} more.",
    button_fails="If the button does nothing, copy this address: {link}",
    unsubscribe="You get this because you follow {artist} by mail. No more of these mails:",
    reminder="You get this because you asked to be reminded of this show. No reminder:",
)
