"""Links are found, and what is only written without a space is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.chat.texts.links import has_link


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org",
        "see HTTP://EXAMPLE.ORG/x",
        "ｈｔｔｐｓ：／／ｅｘａｍｐｌｅ．ｃｏｍ",
        "www.example.museum",
        "example.com",
        "(example.com)",
        "go to discord.gg/abc now",
        "bit.ly/x",
        "exa\u200bmple.com",
        "example。com",
        "me@example.com",
        "anything.museum/x",
        "example.xn--p1ai",
        "пример.com",
        "10.0.0.1:8080",
        "ftp://x",
        "magnet://x",
        ".evil.com",
        "-evil.com",
        "_evil.com",
        "see...evil.com",
        "evil.com-",
        "evil.com_",
        "evil.com--go",
        "evil.com.",
        ".www.evil.de/x",
        "-www.evil.museum",
        "..https://evil",
        ".10.0.0.1:80",
        "evil\ufe0f.com",
        "evil.c\u034fom",
        "evil.co\u0301m",
        "évil.cóm",
        "evil.c\u1160om",
        "evil.c\u3164om",
        "evil\u2800.com",
        "evil.com\u3164now",
        "evil.com\u2800now",
        "evil.com\u1160now",
        "evil.c\u1160om\u3164now",
        "see\u3164www.evil.museum",
        "evil.c\u0640om",
        "evil.c\U000e0100om",
        "evil.c\ufff0om",
        "evil.c\U0001d159om",
        "https\ufe0f://evil",
        "h\u034fttps://evil",
        "evil.сom",  # the ending begins with a Cyrillic letter, or is all Cyrillic
        "evil.сом",
        "evil.ꓚom",
        "evil.ϲom",
        "evil.cσm",
        "ｅvil.ｃom",
        "evil.ⓒⓞⓜ",
        "evil.berlin?x",
        "evil.berlin#x",
        "evil.berlin:80",
        "evil.berlin:8080",
        "evil.berlin/",
        "evil.berlin./x",
        "evil.berlin:80/x",
        "evil.berlin\\x",
        "evil.berlin∕x",
        "localhost:3000",
        "localhost/x",
        "пример.рф",
        "evil.at",
        "evil.website",
        "youtu.be",
        "(youtu.be)",
    ],
)
def test_a_link_is_found(text: str) -> None:
    assert has_link(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hello!",
        "yes.No",
        "ja.nein",
        "wait...what",
        "3.14",
        "version 1.2.3.4",
        "e.g. this",
        "and/or",
        "10:30",
        "a:b",
        "5.5/10",
        "ok.thanks",
        "1.5.2",
        "z.B. heute",
        "d.h. so",
        "e.g.",
        "i.e. that",
        "u.s.w.",
        "at 8 p.m. then",
        "St.Pauli",
        "St.Pauli:2",
        "0:1 St.Pauli:12 min",
        "around 20.15",
        "20:15-22:00",
        "28.11.2026",
        "3,14 or .5",
        "50% off...really?",
        "really.what?",
        "yes.no?!",
        "to.be or not",
        "Danke.Berlin!",
        "node.js",
        "C# or F#",
        "song #1",
        "oh :/ no",
        "ok://",
        "super.🇩🇪",
        "ну.со мной",
        "ещё.сом",
        "да.нет",
        "localhost",
        "... - _ .com",
    ],
)
def test_words_are_none(text: str) -> None:
    assert not has_link(text)


AROUND = st.text(".-_!?(), \u200b\ufe0f\u034f\u2800", max_size=4)
INSIDE = st.text("\u200b\u00ad\ufe0f\u034f\u0301\u1160\u115f\u3164\uffa0\u2800", max_size=2)


@given(st.sampled_from(["evil.com", "evil.at", "evil.berlin/x", "www.evil.museum", "https://evil"]), st.data())
def test_nothing_around_or_inside_hides_one(link: str, data: st.DataObject) -> None:
    written = "".join(each + data.draw(INSIDE) for each in link)
    assert has_link(data.draw(AROUND) + written + data.draw(AROUND))


@pytest.mark.parametrize(
    "piece", ["a", ".", "-", "_", "a.", "a-", "a.b-", ".cox", "a.berlin:", "ab:/", "1.", "с.a", "ﷺ"]
)
def test_a_long_text_is_one_pass(piece: str) -> None:
    long = (piece * 500)[:500]
    assert not has_link(long)
    assert has_link(f"{long} https://example.org")


@given(st.text(max_size=500))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert has_link(text) in (True, False)
    assert has_link(f"{text} https://example.org")
