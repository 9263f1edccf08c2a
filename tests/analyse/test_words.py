"""Every declared analysis says everything in four languages."""

import pytest

from tahqiq.analyse.declaration import VIEW_ROLES, Analysis
from tahqiq.analyse.registry import analyses
from tahqiq.kit.messages import LOCALES, catalogue
from tahqiq.model.vocabulary import vocabulary


@pytest.mark.parametrize("one", analyses(), ids=lambda item: item.id)
def test_words_are_there(one: Analysis) -> None:
    codes = {f"analysis-{one.id}", f"analysis-{one.id}-meaning"}
    codes |= {f"parameter-{item.name}" for item in one.parameters} | {
        f"column-{item.name}" for item in one.columns
    }
    codes |= {f"choice-{choice}" for item in one.parameters for choice in item.choices} | {
        code for code, _ in one.limits
    }
    for code in sorted(codes):
        for locale in LOCALES:
            assert catalogue()[code][locale][0], (code, locale)
    assert all(catalogue()[f"analysis-{one.id}-meaning"][locale][1] for locale in LOCALES), (
        "what it does not mean"
    )


def test_names_are_unique_and_readable() -> None:
    found = analyses()
    assert len({item.id for item in found}) == len(found)
    for item in found:
        assert len({one.name for one in item.parameters}) == len(item.parameters)
        assert len({one.name for one in item.columns}) == len(item.columns)


@pytest.mark.parametrize("one", analyses(), ids=lambda item: item.id)
def test_drawings_and_keys_name_columns_and_pickers_name_types(one: Analysis) -> None:
    names = {item.name for item in one.columns}
    for view in one.views:
        needed, possible = VIEW_ROLES[view.kind]
        assert set(needed) <= set(view.columns) <= {*needed, *possible}
        assert set(view.columns.values()) <= names
    assert one.row_key, "no way to tell which row is which"
    assert set(one.row_key) <= names
    kinds = {*vocabulary().schemata, "link", "type", "grade", "zone"}
    assert {named for item in one.parameters for named in item.means} <= kinds
