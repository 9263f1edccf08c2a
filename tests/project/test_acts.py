"""Every act that the program enters in the audit log is called something in each language of the page."""

import json
import re

import pytest

from tahqiq.desk import desks
from tahqiq.kit.messages import LOCALES
from tahqiq.web.log_entries import NOTHING, logged

from .acts import SOURCE, entered

CATALOGUES = SOURCE.parents[1] / "ui" / "src" / "i18n" / "locales"


def every_act() -> set[str]:
    """What calls name, what routes declare, and what somebody may be refused: the actions of the policies."""
    declared = {
        act
        for acts in logged().values()
        if not acts.startswith(NOTHING) and "," not in acts
        for act in re.sub(r"\([^)]*\)", "", acts).split()
    }
    schema = (SOURCE / "access" / "policies.cedarschema").read_text("utf-8")
    actions = {
        name.strip(' "')
        for names in re.findall(r"action ([^{]+?) appliesTo", schema)
        for name in names.split(",")
    }
    return entered() | declared | actions


@pytest.mark.parametrize("locale", LOCALES)
def test_every_act_has_a_sentence(locale: str) -> None:
    words = json.loads((CATALOGUES / f"{locale}.json").read_text("utf-8"))
    titled = {"DESK", *desks()}
    raw = {act for act in every_act() if not words.get(f"act.{act}") and act.partition(".")[0] not in titled}
    assert raw == set()


def test_operations_of_desks_that_are_entered_have_a_title() -> None:
    for desk in desks().values():
        for operation in desk.operations:
            for locale in LOCALES:
                assert desk.words(operation.name, locale).sentence, (desk.name, operation.name)


def test_the_page_knows_every_act_of_its_catalogue() -> None:
    page = (CATALOGUES.parents[1] / "core" / "audit.ts").read_text("utf-8")
    words = json.loads((CATALOGUES / "en.json").read_text("utf-8"))
    acts = {key.removeprefix("act.") for key in words if key.startswith("act.") and ".of-desk." not in key}
    assert {act for act in acts if f'"{act}"' not in page} == set()
    assert len(acts) > 100
