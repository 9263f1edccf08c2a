"""A briefing: numbers from records, citations, what stays out, who may let it leave, and its three forms."""

from pathlib import Path

import docx
import pypdfium2
import pytest
from pptx import Presentation

from tahqiq.kit.errors import Conflict, NotFound, Refused, WrongUse
from tahqiq.kit.messages import LOCALES
from tahqiq.products.briefing.composer import _typed
from tahqiq.products.briefing.content import Run
from tahqiq.products.bundle.product import Changed
from tahqiq.products.selection import Selection
from tests.products.bundle.conftest import NUMBERS, Office, office, said

from .office_briefs import blocks, page, person, prepared, released, statement_of

__all__ = ["office"]


def test_numbers_come_from_records_and_each_is_cited(office: Office) -> None:
    text = page(office, prepared(office))
    assert "ئاوات ڕەحیم" in text
    assert "<bdi>٢</bdi><sup>[٢]</sup>" in text  # two calls lie within the order, the third is held back
    assert "people.csv" in text
    assert "admiralty:B1" in text or "B1" in text
    assert "مرجّح" in text
    assert "غير معلوم" in text


def test_a_figure_by_hand_is_marked_and_one_from_a_record_is_not(office: Office) -> None:
    text = page(office, prepared(office))
    assert "<bdi>14</bdi><sup>†</sup>" in text
    assert "<bdi>٢</bdi><sup>†</sup>" not in text
    assert list(_typed("في +964 و 3,5")) == [
        Run("في "),
        Run("+964", "typed"),
        Run(" و "),
        Run("3,5", "typed"),
    ]


def test_what_may_not_leave_is_a_number_and_nothing_else(office: Office) -> None:
    secret = statement_of(office, person(office, "zzqx"), "name")
    text = page(
        office, prepared(office, more=[{"kind": "text", "text": "{1} معه.", "refs": [{"value": secret}]}])
    )
    assert "zzqx" not in text
    assert "[محجوب]" in text
    assert "[٣]" in text.split("حُذف")[1]


def test_a_draft_reads_as_what_is_prepared_of_it_and_nothing_is_kept(office: Office) -> None:
    writer = office.bench("writer")
    before = len(writer.documents.all(office.case))
    made = writer.drafts.preview(
        office.case, "إحاطة عن الميناء", {"language": "ar", "blocks": blocks(office)}, "court"
    )
    assert "<bdi>٢</bdi><sup>[٢]</sup>" in made.page
    assert (made.typed, made.left_out) == (1, ())
    assert len(writer.documents.all(office.case)) == before
    secret = statement_of(office, person(office, "zzqx"), "name")
    hidden = {"blocks": [{"kind": "text", "text": "{1}", "refs": [{"value": secret}]}]}
    kept = writer.drafts.preview(office.case, "x", hidden, "court")
    assert (kept.left_out, "zzqx" in kept.page) == ((1,), False)


def test_figures_of_a_chart_are_those_that_are_printed(office: Office) -> None:
    found = office.bench("writer").drafts.figures(office.case, office.chart, "court")
    calls = next(one for one in found.lines if {one.a, one.b} == set(NUMBERS))
    assert (calls.count, calls.first) == (2, "2024-03-01")
    assert found.counts["items"] == len(office.people) + len(NUMBERS) - 1  # one may not leave
    assert "zzqx" not in repr(found)
    assert [one.count for one in found.lines] == sorted((one.count for one in found.lines), reverse=True)
    drafts = office.bench("writer").drafts
    with said("product-unknown-audience", WrongUse):
        drafts.figures(office.case, office.chart, "press")
    with said("no-such-document", NotFound):
        drafts.figures(office.case, "ab" * 8, "court")


def test_days_of_figures_and_paper_are_those_of_the_case(office: Office) -> None:
    office.bench("chief").set_case_zone(office.case, "America/Los_Angeles")  # where it was still February
    found = office.bench("writer").drafts.figures(office.case, office.chart, "court")
    assert next(one for one in found.lines if {one.a, one.b} == set(NUMBERS)).first == "2024-02-29"
    line = {"a": {"entity": NUMBERS[0]}, "b": {"entity": NUMBERS[1]}}
    ref = {"chart": office.chart, "line": line, "what": "first"}
    body = {"language": "en", "blocks": [{"kind": "text", "text": "{1}", "refs": [ref]}]}
    assert "29 February 2024" in office.bench("writer").drafts.preview(office.case, "x", body, "court").page


def test_the_list_says_what_became_of_what_a_product_rests_on(office: Office) -> None:
    made = prepared(office)
    awat = person(office, "ئاوات")
    one = statement_of(office, awat, "name")

    def told() -> Changed | None:
        return next(item.changed for item in office.products("chief").all(office.case) if item.id == made.id)

    assert told() == Changed((), (), 0)
    office.bench("writer").acts.retract(awat, one["statement"], "withdrawn")
    assert told() == Changed((), (), 1)
    office.bench("writer").acts.reinstate(awat, one["statement"], "it holds")
    assert told() == Changed((), (), 0)


def test_who_prepared_it_does_not_release_it_nor_who_has_not_read_it(office: Office) -> None:
    made = prepared(office)
    with said("product-own", Refused):
        office.products("writer").review(office.case, made.id)
    with said("product-unread", Refused):
        office.products("chief").release(office.case, made.id)
    with said("product-not-released", Refused):
        office.products("writer").write(office.case, made.id, Path("x.pdf"))


def test_a_later_version_of_its_text_does_not_change_it(office: Office) -> None:
    made = prepared(office)
    writer = office.bench("writer")
    document = writer.documents.get(office.case, made.recipe.chart).document
    writer.documents.save(
        office.case,
        document.id,
        document.version,
        document.title,
        {"language": "ar", "blocks": [{"kind": "text", "text": "شيء آخر"}]},
    )
    assert "شيء آخر" not in page(office, made)


def test_a_retracted_value_is_said_and_nothing_leaves(office: Office, tmp_path: Path) -> None:
    made = released(office)
    bench = office.bench("writer")
    awat = person(office, "ئاوات")
    one = statement_of(office, awat, "name")
    bench.acts.retract(awat, one["statement"], "withdrawn")
    try:
        assert office.products("chief").changed(office.case, made.id).retracted == 1
        with said("product-changed", Conflict):
            office.products("chief").write(office.case, made.id, tmp_path / "a.pdf")
    finally:
        bench.acts.reinstate(awat, one["statement"], "it holds")


@pytest.mark.parametrize("language", LOCALES)
def test_every_language_has_its_words(office: Office, language: str) -> None:
    assert f'lang="{language}"' in page(office, prepared(office, language))


@pytest.mark.parametrize(
    ("block", "code"),
    [
        ({"kind": "song", "text": "x"}, "briefing-block"),
        ({"kind": "judgement", "text": "x", "likelihood": "surely"}, "briefing-judgement"),
        ({"kind": "text", "text": "{1}"}, "briefing-reference"),
        ({"kind": "picture", "source": "none"}, "briefing-picture"),
    ],
)
def test_a_block_that_does_not_fit_is_named(office: Office, block: dict[str, object], code: str) -> None:
    with said(code, WrongUse):
        prepared(office, more=[block])


@pytest.mark.parametrize("form", ["page", "pdf", "docx", "pptx"])
def test_a_translation_stands_beside_the_words_with_the_translators_name(
    office: Office, tmp_path: Path, form: str
) -> None:
    """Of a value that is cited and of an event of the chart; without them the briefing is another one."""
    writer, chief = office.bench("writer"), office.products("chief")
    of = statement_of(office, person(office, "ئاوات"), "name")
    event = next(
        one
        for one in Selection(
            office.door.workspace, writer.scope("product", office.case), list(NUMBERS)
        ).events()
    )
    by = {"language": "en", "translator": "Translator Hana"}
    value = writer.documents.make(office.case, "translation", "v", {"of": of, "text": "Awat Rahim", **by})
    words = {"of": {"entity": NUMBERS[1]}, "event": event.entity.id.hex(), "text": "come to the river", **by}
    talk = writer.documents.make(office.case, "translation", "e", words)
    made = prepared(office)
    try:
        if form == "page":
            text = page(office, made)
        else:
            chief.pages(office.case, made.id)
            chief.release(office.case, made.id)
            path = tmp_path / f"briefing.{form}"
            chief.write(office.case, made.id, path)
            text = told_in(path)
        for one in (
            "Awat Rahim",
            "come to the river",
            "Translator Hana",
        ):  # in a PDF each word by itself: they are taken out in the order of the paper
            assert one in text or (form == "pdf" and all(word in text for word in one.split()))
    finally:
        for document in (value, talk):
            writer.documents.delete(office.case, document.document.id, document.document.version)
    assert "Translator Hana" not in page(office, made)
    if form != "page":
        with said("product-changed", Conflict):
            chief.write(office.case, made.id, tmp_path / "again.pdf")


def told_in(path: Path) -> str:
    """What a file of a briefing says."""
    if path.suffix == ".pdf":
        return " ".join(
            " ".join(one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(path)).split()
        )
    if path.suffix == ".docx":
        return "\n".join(
            cell.text for table in docx.Document(str(path)).tables for row in table.rows for cell in row.cells
        )
    cells = (
        cell.text
        for slide in Presentation(str(path)).slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    )
    return "\n".join(cells)
