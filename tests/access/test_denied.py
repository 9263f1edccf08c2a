"""Refusals by the policies in words: each action of the policies has some, and says whom to ask."""

import re
from importlib.resources import files

import pytest

from tahqiq.access.denied import denied
from tahqiq.kit.messages import LOCALES, catalogue

SCHEMA = files("tahqiq.access").joinpath("policies.cedarschema").read_text("utf-8")
ACTIONS = sorted(
    {
        name.strip().strip('"')
        for line in re.findall(r"^action (.+?) appliesTo", SCHEMA, re.MULTILINE)
        for name in line.split(",")
    }
    - {"view"}  # never required: what may not be viewed is not there
)


@pytest.mark.parametrize("action", ACTIONS)
def test_each_action_is_called_by_words_and_says_whom_to_ask(action: str) -> None:
    assert f"may-{action}" in catalogue()
    for locale in LOCALES:
        told = denied(action).say(locale)
        assert action not in (told.sentence, told.next_step)
        assert "{" not in told.sentence + told.next_step
    assert len({denied(action).say(locale) for locale in LOCALES}) == len(LOCALES)


def test_no_words_are_there_for_what_is_no_action() -> None:
    assert {code.removeprefix("may-") for code in catalogue() if code.startswith("may-")} == set(ACTIONS)


def test_an_action_of_an_installed_package_is_called_by_its_name() -> None:
    assert denied("stamp-visa").say("en").sentence == "You may not stamp-visa."
