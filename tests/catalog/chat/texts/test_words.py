"""Words that a room does not want are found however they are written, and what only resembles them is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.chat.texts.lookalikes import SCRIPTS, TYPED, fold
from catalog.chat.texts.words import check_word, find_word

WRITTEN = [
    "spam",
    "SPAM",
    "Spam!",
    "buy spam now",
    "ｓｐａｍ",
    "ＳＰＡＭ",
    "sраm",  # the middle is Cyrillic
    "ѕрам",
    "5p4m",
    "$p@m",
    "sp\u200bam",
    "s\u2060p\u00ada\ufe0fm",
    "spaaaam",
    "sspamm",
    "späm",
    "s\u0336p\u0336a\u0336m\u0336",
    "𝓼𝓹𝓪𝓶",
    "🅢🅟🅐🅜",
    "🆂🅿🅰🅼",
    "🇸🇵🇦🇲",
    "ⓢⓟⓐⓜ",
    "s p a m",
    "s.p.a.m",
    "s - p - a - m",
    "(spam)",
    "no-spam-here",
    "spam_",
    "🎸spam🎸",
    "sp\u1160am",
    "sp\u115fam",
    "sp\u3164am",
    "sp\uffa0am",
    "sp\u2800am",
    "sp\U0001d159am",
    "s\u3164p\u2800a\u1160m",
    "\u3164spam\u3164",
    "so\u3164sp\u2800am\u1160it",
    "sp\u034fam",
    "sp\ufe0fa\U000e0100m",
    "sp\u0640a\u07fam",
    "sp\ufff0a\u2065m",
    "ꓢꓑꓮꓟ",
    "ᏚᏢᎪᎷ",
    "𐌔𐌐𐌀𐌌",
    "ᔕᑭᗩᗰ",
    "s.pam",
    "spa.m",
    "s-pam",
    "spa-m",
    "s‐pam",
    "sp_am",
    "s_p_a_m",
    "s\u0336.pam",
    "so s...pam",
]


@pytest.mark.parametrize("text", WRITTEN)
def test_a_word_is_found_however_it_is_written(text: str) -> None:
    assert find_word(text, ["other", "spam"]) is not None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("spammer", "spam"),
        ("antispam", "spam"),
        ("as", "ass"),
        ("classic", "ass"),
        ("Scunthorpe", "cunt"),
        ("I am", "iam"),
        ("so good", "50"),
        ("schon", "schön"),
        ("sp am", "spam"),
        ("", "spam"),
        ("buy it now", "buy now"),
        ("grasses", "ass*"),
        ("sp.am", "spam"),
        ("sp-am", "spam"),
        ("a spa-massage", "spam*"),
        ("look at my pen.is it there", "penis"),
        ("so I am. Even", "iame"),
        ("z.B. das", "bdas"),
        ("as-soon-as", "ass*"),
        ("sp am_", "spam"),
        ("gut\u3164en", "ten"),
    ],
)
def test_what_only_holds_it_or_resembles_it_is_let_through(text: str, word: str) -> None:
    assert find_word(text, [word]) is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("spammers", "spam*"),
        ("SPAM", "spam*"),
        ("buy   NOW", "buy now"),
        ("buy, now!", "buy now"),
        ("buy\u3164now", "buy now"),
        ("b.uy_now", "buy now"),
        ("f\u3164uck\u3164you", "fuck"),
        ("fu\u3164ckers", "fuck*"),
        ("f-uckers", "fuck*"),
        ("ar\u1160sch", "arsch"),
        ("ꓝꓴꓚꓗ", "fuck"),
        ("fμck", "fuck"),
        ("fuϲk", "fuck"),
        ("sp.am", "sp am"),
        ("fµck", "fuck"),
        ("𐐬𐐬ps", "ops"),
        ("spam", "sp\u3164am"),
        ("a50b 50", "50"),
        ("so schön", "schön"),
        ("schÖn", "schön"),
        ("die Straße", "strasse"),
        ("ХУДО", "худо"),
        ("xyдо", "худо"),
        ("spam", "sp4m"),
        ("middle 🖕finger", "🖕"),
        ("i love c++", "c++"),
        ("a55", "ass"),
        ("スパム です", "スパム"),
        ("ｽﾊﾟﾑ です", "スパム"),
    ],
)
def test_stems_phrases_numbers_signs_and_other_scripts_are_found(text: str, word: str) -> None:
    assert find_word(text, [word]) is not None


@pytest.mark.parametrize("word", ["", " ", "*", "...", "\u200b", "\u3164", "\u2800*", "\u0640", " - *"])
def test_a_word_has_something_to_look_for(word: str) -> None:
    with pytest.raises(ValueError, match="Must have"):
        check_word(word)
    assert find_word("anything at all...", [word]) is None


def test_what_was_refused_is_named_as_it_was_typed() -> None:
    assert find_word("please buy 5P4M! today", ["spam"]) == "5P4M!"
    assert find_word("x" * 100 + "-spam", ["spam"]) == "x" * 59 + "…"


LETTERS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)
FILL = st.text("\u200b\u200d\u00ad\u2060\ufe0f\u0336\u034f\u0640\u115f\u1160\u3164\uffa0\u2800", max_size=2)
WAYS = {
    letter: [
        letter,
        letter.upper(),
        chr(ord(letter) + 0xFEE0),
        chr(ord(letter) - ord("a") + 0x1D4EA),
        chr(ord(letter) - ord("a") + 0x1F170),
        *(sign for sign, letters in (*SCRIPTS.items(), *TYPED.items()) if letter in letters),
    ]
    for letter in "abcdefghijklmnopqrstuvwxyz"
}


@given(st.data(), st.lists(LETTERS, min_size=1, max_size=8))
def test_no_disguise_hides_a_word(data: st.DataObject, words: list[str]) -> None:
    word = data.draw(st.sampled_from(words))
    written = "".join(
        "".join(data.draw(st.lists(st.sampled_from(WAYS[letter]), min_size=1, max_size=3))) + data.draw(FILL)
        for letter in word
    )
    before = data.draw(st.sampled_from(["", "so ", "(", "~ "]))
    after = data.draw(st.sampled_from(["", " so", ")", "~"]))
    assert find_word(before + written + after, words) is not None
    assert find_word(before + written + "xqj" + after, [f"{word}*"]) is not None


@given(st.text(max_size=60), st.lists(st.text(max_size=12), max_size=6))
def test_any_text_and_any_words_can_be_compared(text: str, words: list[str]) -> None:
    found = find_word(text, words)
    assert found is None or len(found) <= 60


@given(LETTERS, LETTERS)
def test_a_plain_word_is_found_where_its_letters_are_and_each_at_least_as_often(text: str, word: str) -> None:
    assert (find_word(text, [word]) is not None) == (_squeeze(text, word))


def _squeeze(text: str, word: str) -> bool:
    """Whether both have the same letters in the same order, and the text each of them at least as often in a row."""
    if not text or not word:
        return not text and not word
    if text[0] != word[0] or _count(text) < _count(word):
        return False
    return _squeeze(text[_count(text) :], word[_count(word) :])


def _count(line: str) -> int:
    return len(line) - len(line.lstrip(line[0]))


def test_what_would_take_for_ever_by_trying_each_way_is_one_pass() -> None:
    words = ["il" * 19 + chr(0x4E00 + number) for number in range(300)]
    assert find_word("1" * 500, words) is None
    assert find_word("ﷺ" * 500, words) is None
    assert find_word("1" * 499 + chr(0x4E00 + 299), words) is not None
    for piece in ("_", "a_", "a.", "a-b", ".", "a\u3164", "\u3164"):
        assert find_word(piece * (500 // len(piece)), words) is None


def test_look_alikes_are_known_by_the_form_that_a_text_is_read_in() -> None:
    assert [sign for sign in SCRIPTS if fold(sign) != sign] == []
