"""What is done to a document before an XML parser sees it."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.sources.feeds.prolog import prepare


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE rss [<!ENTITY a "x">]>',
        "<!DOCTYPE rss SYSTEM 'http://example.org/x.dtd'>",
        '<!DOCTYPE rss PUBLIC "-//N//DTD" "http://example.org/x.dtd" [<!ENTITY % p SYSTEM \'file:///x\'> %p;]>',
        '<?xml version="1.0"?>\n<!-- note -->\n<!DOCTYPE rss [ <!ENTITY a "]>"> <!ENTITY b "&a;&a;"> ]>',
        "PHP Notice: <b>x</b> \n<?xml version='1.0'?>",
    ],
)
def test_nothing_of_a_document_type_is_left(head: str) -> None:
    text, _ = prepare(f"{head}<rss><channel>&a;</channel></rss>")
    assert "<!DOCTYPE" not in text
    assert "<!ENTITY" not in text
    assert ET.fromstring(text).find("channel") is not None  # noqa: S314 - our own text


def test_declared_entities_are_told() -> None:
    assert prepare('<!DOCTYPE r [<!ENTITY a "x">]><r/>')[1] == ("declares entities, which are never read",)
    assert prepare("<!DOCTYPE r><r/>")[1] == ()


def test_cdata_is_left_as_it_is() -> None:
    cdata = "<![CDATA[a & b <단독> &nbsp; < c]]>"
    assert prepare(f"<r>{cdata}</r>")[0] == f"<r>{cdata}</r>"


@given(st.text(max_size=80))
def test_text_in_an_element_makes_well_formed_xml(text: str) -> None:
    inner = text.replace("<", " ").replace("]]>", "")
    ET.fromstring(prepare(f"<rss>{inner} & &nbsp; &unknown; &#0; &#xD800; 1 < 2</rss>")[0])  # noqa: S314 - our own text
