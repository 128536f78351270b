"""A format that is read is read wherever a document comes from: the folder, a letter, a link."""

from collections import Counter
from email.message import EmailMessage

import pytest

from digests.sources.drops.documents import KINDS, READERS, read_whole
from digests.sources.formats import BY_MEDIA, ENDINGS, FORMATS

WORDS = "<p>The three ports agreed on hydrogen.</p>\n\nThe ships sail from March."
TEXTS = sorted(ending for each in FORMATS if not each.begins for ending in each.endings)


def test_no_ending_and_no_media_type_is_that_of_two_formats() -> None:
    assert max(Counter(ending for each in FORMATS for ending in each.endings).values()) == 1
    assert len(BY_MEDIA) == len(FORMATS)
    assert set(READERS) > ENDINGS
    assert {each.endings[0] for each in FORMATS} < set(KINDS) <= set(READERS)


@pytest.mark.parametrize("ending", TEXTS)
def test_a_file_of_the_folder_is_read(ending: str) -> None:
    (entry,) = read_whole(f"ports{ending}", WORDS.encode()).entries
    assert "The ships sail from March." in entry.text


@pytest.mark.parametrize("ending", TEXTS)
def test_a_file_that_is_attached_to_a_letter_is_read(ending: str) -> None:
    (entry,) = read_whole("letter.eml", _letter("application", "octet-stream", name=f"ports{ending}")).entries
    assert "The ships sail from March." in entry.text


@pytest.mark.parametrize("media", [each.media for each in FORMATS if not each.begins])
def test_an_attachment_without_a_name_goes_by_its_media_type(media: str) -> None:
    (entry,) = read_whole("letter.eml", _letter(*media.split("/", 1), name=None)).entries
    assert "The ships sail from March." in entry.text


def _letter(kind: str, subtype: str, *, name: str | None) -> bytes:
    letter = EmailMessage()
    letter["Subject"], letter["From"] = "Ports", "wire@example.org"
    letter.set_content("")
    letter.add_attachment(WORDS.encode(), maintype=kind, subtype=subtype, filename=name)
    return letter.as_bytes()
