"""Catalogue files become the model, and wrong ones are named with their place."""

from pathlib import Path

import pytest

from config.catalogue import load_catalogue
from digests.errors import ConfigurationError


def test_the_packaged_catalogue_loads_with_its_sectors() -> None:
    catalogue = load_catalogue()
    assert catalogue.sector("energy") in catalogue.sectors
    assert catalogue.mechanism("summit") in catalogue.mechanisms


def test_an_english_name_is_the_one_that_an_entry_must_have(tmp_path: Path) -> None:
    entry = '[[sector]]\nid = "tides"\nemoji = "🌊"\nnames = {{ {} = "Tides" }}\n'
    (tmp_path / "sectors.toml").write_text(entry.format("en"), encoding="utf-8")
    assert [sector.names for sector in load_catalogue(tmp_path).sectors] == [{"en": "Tides"}]
    (tmp_path / "sectors.toml").write_text(entry.format("ja"), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"sectors\.toml, tides: names: there is none in English"):
        load_catalogue(tmp_path)


def test_a_wrong_field_is_named_with_its_file_and_entry(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text('[[feed]]\nurl = "https://example.org/rss"\nname = "X"\ncountry = "Japan"\n')
    with pytest.raises(ConfigurationError, match=r"feeds\.toml.*example\.org.*country"):
        load_catalogue(tmp_path)


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    (tmp_path / "sectors.toml").write_text("[[sector]\n")
    with pytest.raises(ConfigurationError, match=r"sectors\.toml is not valid TOML|sectors\.toml: is not valid TOML"):
        load_catalogue(tmp_path)


def test_a_feed_that_stands_twice_is_refused(tmp_path: Path) -> None:
    entry = '[[feed]]\nurl = "https://example.org/rss"\nname = "X"\ncountry = "JP"\n'
    (tmp_path / "feeds.toml").write_text(entry * 2)
    with pytest.raises(ConfigurationError, match="twice"):
        load_catalogue(tmp_path)


ENTRY = '[[feed]]\nurl = "https://example.org/rss"\nname = "X"\ncountry = "JP"\n'


def test_a_feed_that_is_off_for_a_reason_is_switched_off(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text(f'{ENTRY}off = "its terms forbid it"\n')
    (feed,) = load_catalogue(tmp_path).feeds
    assert (feed.enabled, feed.off) == (False, "its terms forbid it")


def test_a_feed_that_covers_what_nobody_knows_is_named(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text(f'{ENTRY}covers = ["ip", "hydrogn"]\n')
    with pytest.raises(ConfigurationError, match=r"example\.org/rss.*hydrogn is no sector and no institution"):
        load_catalogue(tmp_path)


def test_own_sectors_beside_our_feeds_stop_no_start(tmp_path: Path) -> None:
    names = "".join(f'{language} = "X"\n' for language in ("en", "zh-Hans", "zh-Hant", "ja", "ko"))
    (tmp_path / "sectors.toml").write_text(f'[[sector]]\nid = "tea"\nemoji = "x"\n[sector.names]\n{names}')
    assert [sector.id for sector in load_catalogue(tmp_path).sectors] == ["tea"]


def test_an_alternate_that_is_no_address_is_named(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text(f'{ENTRY}alternates = ["example.org/other"]\n')
    with pytest.raises(ConfigurationError, match=r"alternates\.0"):
        load_catalogue(tmp_path)
