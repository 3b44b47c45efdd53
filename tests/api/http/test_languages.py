"""In which language something is said."""

import pytest

from api.http.languages import pick_language


@pytest.mark.parametrize(
    ("accepted", "said"),
    [
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("fr-FR, DE", "de"),
        ("en-GB,de", "en"),
        ("fr", "en"),
        ("", "en"),
        (",;,", "en"),
    ],
)
def test_the_first_that_there_are_words_in_and_english_where_there_is_none(accepted: str, said: str) -> None:
    assert pick_language(accepted) == said
