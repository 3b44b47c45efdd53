"""Addresses: one mailbox has one form, and two mailboxes have two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from settings.emails import normalise_domain, normalise_email


@pytest.mark.parametrize(
    "typed",
    [
        " Ada@Example.ORG ",
        "ada@ｅｘａｍｐｌｅ.org",
        "ada@ⓔxample.org",
        "ada@𝐞𝐱𝐚𝐦𝐩𝐥𝐞.org",
        "ada@exa\u00admple.org",
        "ada@example。org",
        "ada@example.org.",
        "ada@example.ｏrg．",
    ],
)
def test_one_mailbox_has_one_form(typed: str) -> None:
    assert normalise_email(typed) == "ada@example.org"


@pytest.mark.parametrize("typed", ["ada@bücher.example", "ADA@BÜCHER.example", "ada@bu\u0308cher.example"])
def test_letters_beyond_ascii_are_kept_as_dns_has_them(typed: str) -> None:
    assert normalise_email(typed) == "ada@xn--bcher-kva.example"


def test_sharp_s_is_a_letter_of_its_own() -> None:
    assert normalise_email("ada@straße.example") == "ada@xn--strae-oqa.example"
    assert normalise_email("ada@strasse.example") == "ada@strasse.example"


def test_ada_and_her_tags_are_kept_as_they_are() -> None:
    assert normalise_email("Ada+Live@Example.org") == "ada+live@example.org"
    assert normalise_email("ada\u0308@example.org") == "ad\u00e4@example.org"


@pytest.mark.parametrize("domain", ["_mail.example.org", "r3---sn.example.org", "xn--bcher-kva.example", "localhost"])
def test_domains_of_ascii_stay_as_they_are(domain: str) -> None:
    assert normalise_domain(domain.upper()) == domain


@pytest.mark.parametrize("domain", ["☕.example", "ex_ä.example", "ä..example", "ä" * 254, "-ä.example"])
def test_what_can_be_no_domain_is_none(domain: str) -> None:
    with pytest.raises(ValueError, match="no such domain"):
        normalise_domain(domain)
    assert not normalise_email(f"ada@{domain}").isascii()


@pytest.mark.parametrize("typed", ["a" + "\u0301\u0323" * 508 + "@example.org", "a@" + "\u0301\u0323" * 508 + ".org"])
def test_no_work_is_done_for_what_is_far_too_long_to_be_an_address(typed: str) -> None:
    """Marks that are out of order are put in order in the square of their number."""
    assert normalise_email(typed) == typed
    assert len(typed) > 254, "whoever asks for an address refuses it"


def test_an_address_may_be_typed_in_as_many_signs_as_letters_can_be_made_of() -> None:
    typed = "\u03b9\u0308\u0301" * 80 + "@example.org"
    assert normalise_email(typed) == "\u0390" * 80 + "@example.org"
    assert normalise_email(" " * 2_000 + "Ada@Example.org") == "ada@example.org", "the spaces are no signs of it"


@given(st.text() | st.tuples(st.text(), st.text()).map("@".join))
def test_the_form_of_a_form_is_itself(typed: str) -> None:
    assert normalise_email(normalise_email(typed)) == normalise_email(typed)
