"""What a page brings along in its head."""

import json

from api.heads.head import Head

PAGE = "<html><head><title>x</title>\n  </head><body></body></html>"


def test_a_livestream_that_a_page_brings_along_ends_no_element() -> None:
    shown = {"title": "</script><script>alert(1)</script> <!-- \u2028 & Grüße"}
    page = Head(title="A show", url="https://live.example/x", words="", shown=shown).put_into(PAGE)
    data = page.partition('id="shown">')[2].partition("</script>")[0]
    assert json.loads(data) == shown
    assert page.count("<script") == 1


def test_other_pages_bring_none() -> None:
    assert "shown" not in Head(title="All shows", url="https://live.example", words="").put_into(PAGE)
