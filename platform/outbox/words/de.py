"""German."""

from typing import Final

from catalog.outbox.mails import Letter
from outbox.words.shape import LetterWords, Words

_NOT_YOU = "Wenn du das nicht warst, musst du nichts tun: Ohne den Link geschieht nichts."
_ALL_OUT = (
    "Das neue Passwort meldet alle Geräte ab und beendet alle Zugangstoken. Auch Passkeys und verknüpfte Konten "
    "werden entfernt, wenn du sie nicht behältst."
)


def _notice(subject: str, what: str, *after: str) -> LetterWords:
    return LetterWords(
        subject,
        [what, "Wenn du das warst, ist alles gut. Wenn nicht, wähle jetzt ein neues Passwort:"],
        "Neues Passwort anfordern",
        "/forgot",
        [_ALL_OUT, *after],
    )


GERMAN: Final = Words(
    language="de",
    letters={
        Letter.VERIFY: LetterWords(
            "Bestätige deine E-Mail-Adresse",
            [
                "Jemand, hoffentlich du, hat mit dieser E-Mail-Adresse ein Konto angelegt. "
                "Bestätige, dass sie dir gehört:"
            ],
            "Adresse bestätigen",
            "/verify",
            [
                "Der Link gilt 24 Stunden.",
                "Wenn du dieses Konto nicht angelegt hast, musst du nichts tun. Du kannst es zu "
                "deinem machen, indem du "
                "ein neues Passwort anforderst: Wer es angelegt hat, kommt dann nicht mehr hinein.",
            ],
        ),
        Letter.KNOWN: LetterWords(
            "Du hast schon ein Konto",
            [
                "Jemand, vielleicht du, wollte diese E-Mail-Adresse für ein Konto verwenden. Sie hat "
                "schon eines, und "
                "es wurde nichts geändert. Melde dich damit an oder, wenn du das Passwort nicht weißt:",
            ],
            "Neues Passwort anfordern",
            "/forgot",
            ["Wenn du das nicht warst, musst du nichts tun."],
        ),
        Letter.RESET: LetterWords(
            "Wähle ein neues Passwort",
            ["Jemand, hoffentlich du, hat ein neues Passwort für dein Konto angefordert. Wähle es hier:"],
            "Neues Passwort wählen",
            "/reset",
            ["Der Link gilt eine Stunde und nur einmal. Er meldet alle Geräte ab.", _NOT_YOU],
        ),
        Letter.CHANGE: LetterWords(
            "Bestätige deine neue E-Mail-Adresse",
            ["Jemand, hoffentlich du, will diese E-Mail-Adresse ab jetzt für sein Konto verwenden. Bestätige sie:"],
            "Adresse bestätigen",
            "/verify",
            ["Der Link gilt 24 Stunden.", _NOT_YOU],
        ),
        Letter.MOVING: LetterWords(
            "Deine E-Mail-Adresse soll sich ändern",
            [
                "Jemand, der dein Passwort kennt, möchte, dass in deinem Konto eine andere "
                "E-Mail-Adresse an die Stelle "
                "dieser hier tritt. Das geschieht, sobald sie bestätigt ist.",
                "Wenn du das nicht warst, wähle jetzt ein neues Passwort:",
            ],
            "Neues Passwort anfordern",
            "/forgot",
            [_ALL_OUT],
        ),
        Letter.PASSWORD: _notice(
            "Dein Passwort wurde geändert",
            "Dein Konto hat ein neues Passwort, und alle anderen Geräte wurden abgemeldet.",
        ),
        Letter.RECOVERED: _notice(
            "Dein Passwort wurde geändert",
            "Dein Konto hat ein neues Passwort, gewählt über den Link in einer E-Mail an diese Adresse. Alle anderen "
            "Geräte wurden abgemeldet; Zugangstoken, Passkeys und verknüpfte Konten wurden entfernt.",
            "Wenn vorher jemand anderes in deinem Konto war: Wähle neue Stream-Keys für deine Livestreams und sieh "
            "deine Webhooks durch.",
        ),
        Letter.SIGN_IN: _notice(
            "Neue Anmeldung in deinem Konto",
            "Jemand hat sich in deinem Konto angemeldet, in einem Browser und von einer Adresse, von der das vorher "
            "niemand tat.",
        ),
        Letter.PASSKEY_ADDED: _notice(
            "Dein Konto hat einen neuen Passkey",
            "Mit dem neuen Passkey kann sich jemand ohne dein Passwort anmelden.",
        ),
        Letter.PASSKEY_REMOVED: _notice(
            "Ein Passkey wurde aus deinem Konto entfernt", "Mit diesem Passkey meldet sich niemand mehr an."
        ),
        Letter.IDENTITY_ADDED: _notice(
            "Dein Konto wurde mit einem anderen verknüpft",
            "Wer in einem Konto auf einer anderen Seite angemeldet ist, kann sich jetzt damit in deinem anmelden.",
        ),
        Letter.IDENTITY_REMOVED: _notice(
            "Ein verknüpftes Konto wurde aus deinem entfernt",
            "Mit jenem Konto auf einer anderen Seite meldet sich niemand mehr an.",
        ),
        Letter.ACCESS_TOKEN: _notice(
            "Für dein Konto wurde ein Zugangstoken erstellt",
            "Ein Programm, das den neuen Zugangstoken hat, kann für dein Konto handeln, soweit die Rechte des Tokens "
            "reichen.",
        ),
        Letter.REPLAYS: LetterWords(
            "Aufzeichnungen von dir werden bald gelöscht",
            [
                "Was von einer Show aufgezeichnet ist, wird eine Weile aufgehoben und dann endgültig gelöscht. Diese "
                "Aufzeichnungen von dir sind als nächste dran, wenn du nicht sagst, dass du sie behältst:",
            ],
            "Aufzeichnungen ansehen und behalten",
            "/artist/replays",
            ["Zu jeder schreiben wir dir einmal. Wer eine Aufzeichnung behält, muss sie selbst löschen."],
        ),
    },
    show_button="Zur Show",
    shows={
        "day": ("{artist}: {title} in einem Tag", "{artist} spielt „{title}“ am {when}."),
        "hour": ("{artist}: {title} beginnt bald", "{artist} spielt „{title}“ am {when}."),
        "live": ("{artist} ist live: {title}", "{artist} ist jetzt live mit „{title}“."),
        "moved": ("Verschoben: {title} von {artist}", "{artist} hat „{title}“ verschoben, auf {when}."),
        "cancelled": ("Abgesagt: {title} von {artist}", "{artist} hat „{title}“ abgesagt, geplant für {when}."),
        "cancelled_undated": ("Abgesagt: {title} von {artist}", "{artist} hat „{title}“ abgesagt."),
    },
    push={
        "day": ("{title}", "{artist} spielt am {when}."),
        "hour": ("Bald: {title}", "{artist} beginnt um {time}."),
        "minutes": ("Gleich: {title}", "{artist} beginnt um {time}. Der Einlass ist offen."),
        "live": ("{artist} ist live", "{title}"),
        "moved": ("Verschoben: {title}", "{artist} spielt jetzt am {when}."),
        "cancelled": ("Abgesagt: {title}", "{artist} spielt nicht am {when}."),
        "cancelled_undated": ("Abgesagt: {title}", "{artist} spielt diese Show nicht."),
        "over": ("{title} ist vorbei", "{artist} war live, während dieses Gerät aus war."),
    },
    holders=("Nur mit einem Token.", "Nur mit {count} Token."),
    months=(
        *("Januar", "Februar", "März", "April", "Mai", "Juni"),
        *("Juli", "August", "September", "Oktober", "November", "Dezember"),
    ),
    date="{day}. {month} {year}",
    moment="{date}, {time} Uhr {zone}",
    whence="Wann: {when}. Womit: {browser}{where}.",
    from_address=", von der Adresse {address}",
    browser_on="{browser} auf {system}",
    unknown_program="ein Programm, das wir nicht kennen",
    replay="{title}, vom {date}: {when}",
    when_room="wenn dein Platz aufgebraucht ist",
    when_on="am {date}",
    more="Und {count} weitere.",
    button_fails="Wenn der Knopf nichts tut, kopiere diese Adresse: {link}",
    unsubscribe="Du bekommst das, weil du {artist} per E-Mail folgst. Keine solchen E-Mails mehr:",
    reminder="Du bekommst das, weil du an diese Show erinnert werden wolltest. Keine Erinnerung:",
)
