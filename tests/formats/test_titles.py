"""Formats and readings have a title in every language of the program."""

import pytest

from tahqiq.collect.mapping.builtin import builtins
from tahqiq.collect.mapping.template import templates
from tahqiq.formats.registry import readers
from tahqiq.formats.titles import format_titles, mapping_titles
from tahqiq.kit.locale import to_json

LANGUAGES = {str(item["tag"]) for item in to_json()}


def test_every_reader_has_a_title_in_every_language() -> None:
    titles = format_titles()
    assert set(titles) == {reader.name for reader in readers()}
    assert {name: set(labels) for name, labels in titles.items()} == dict.fromkeys(titles, LANGUAGES)


def test_the_english_title_is_the_readers_own() -> None:
    assert {reader.name: reader.title for reader in readers()} == {
        name: labels["en"] for name, labels in format_titles().items()
    }


def test_every_reading_of_the_program_has_a_title_in_every_language() -> None:
    titles = mapping_titles()
    assert set(builtins()) | set(templates()) <= set(titles)
    assert {name: set(labels) for name, labels in titles.items()} == dict.fromkeys(titles, LANGUAGES)


@pytest.mark.parametrize("name", ["report", "matrix"])
def test_readings_that_are_built_not_declared_are_named_too(name: str) -> None:
    assert mapping_titles()[name]["ar"]
