"""A form on paper: every question in order, blank or answered, right to left where the language is, nothing
of a closed compartment shown."""

import pytest

from tahqiq.casework.forms.answers import given
from tahqiq.casework.forms.page import Font, page
from tahqiq.casework.forms.paper import sheet
from tahqiq.kit.messages import LOCALES

from .test_filled_form import FORM, WHOLE, filled


@pytest.mark.parametrize("locale", LOCALES)
def test_a_blank_sheet_has_room_for_every_answer(locale: str) -> None:
    made = sheet(FORM, locale, id="ACDE-FGHJ-KLMN")
    assert made.direction == ("ltr" if locale == "en" else "rtl")
    rows = [row for block in made.blocks for row in block.rows]
    assert len(rows) == 3 + 2 + 3 * 2 + 1
    assert all(row.lines or row.boxes for row in rows)
    assert all(len(row.states) == 3 for row in rows)
    assert not any(box.ticked for row in rows for box in (*row.boxes, *row.states))
    text = page(made)
    assert 'lang="' + locale + '"' in text
    assert "ARRIVAL-2 ACDE-FGHJ-KLMN" in text
    assert text == page(made)


def test_a_filled_sheet_tells_unknown_from_empty_and_hides_what_is_closed() -> None:
    made = sheet(FORM, "ar", filled(WHOLE), see=frozenset())
    rows = {row.path: row for block in made.blocks for row in block.rows}
    assert rows["born"].state == "مجهول"
    assert rows["born"].note == "no papers"
    assert rows["property.1.taken"].state == ""
    assert rows["injured"].closed == rows["injuries"].closed == "HEALTH"
    text = page(made)
    assert "left arm" not in text
    assert 'class="box ticked"' not in text
    assert "left arm" in page(sheet(FORM, "ar", filled(WHOLE)))
    assert page(sheet(FORM, "ar", filled(WHOLE))).count('class="box ticked"') == 1


def test_what_is_written_cannot_break_the_page() -> None:
    hostile = {**WHOLE, "name": given('</style><script>alert(1)</script>"')}
    text = page(sheet(FORM, "en", filled(hostile)), (Font("x'};<script>", "data:a'b"),))
    assert "<script" not in text
    assert "&lt;script&gt;" in text
