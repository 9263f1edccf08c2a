"""A briefing of the tests' office: its blocks, prepared, released, and read."""

from tahqiq.products.bundle.product import Product
from tahqiq.resolve.entities import Entities
from tests.products.bundle.conftest import NUMBERS, Office


def statement_of(office: Office, entity: str, prop: str) -> dict[str, str]:
    writer = office.bench("writer")
    found = Entities(office.door.workspace, writer.scope("work", office.case)).entity(entity)[1]
    one = next(one for one in found.statements if one.prop == prop)
    return {"entity": one.entity.hex(), "statement": one.id.hex()}


def person(office: Office, beginning: str) -> str:
    captions = office.bench("writer").captions([bytes.fromhex(one) for one in office.people])
    return next(one.hex() for one, name in captions.items() if name.startswith(beginning))


def blocks(office: Office) -> list[dict[str, object]]:
    awat = person(office, "ئاوات")
    line = {"a": {"entity": NUMBERS[0]}, "b": {"entity": NUMBERS[1]}}
    return [
        {"kind": "heading", "text": "الخلاصة"},
        {
            "kind": "text",
            "text": "{1} اتصل {2} مرة، وكان أول اتصال في {3}؛ وفي المخطط {4} عناصر خلال 14 يوماً.",
            "refs": [
                {"value": statement_of(office, awat, "name")},
                {"chart": office.chart, "line": line, "what": "count"},
                {"chart": office.chart, "line": line, "what": "first"},
                {"chart": office.chart, "count": "items"},
            ],
        },
        {"kind": "judgement", "text": "هو المنظم.", "likelihood": "likely", "confidence": "moderate"},
        {"kind": "chart", "chart": office.chart, "caption": "الشبكة"},
        {"kind": "table", "chart": office.chart, "of": "lines", "caption": "الصلات"},
        {"kind": "gap", "text": "من يملك الهاتف الثالث؟"},
    ]


def prepared(office: Office, language: str = "ar", more: list[dict[str, object]] | None = None) -> Product:
    writer = office.bench("writer")
    made = writer.documents.make(
        office.case,
        "briefing",
        "إحاطة عن الميناء",
        {"language": language, "blocks": [*blocks(office), *(more or [])]},
    )
    return office.products("writer").brief(office.case, made.document.id, "court")


def released(office: Office) -> Product:
    made = prepared(office)
    chief = office.products("chief")
    chief.pages(office.case, made.id)
    return chief.release(office.case, made.id)


def page(office: Office, made: Product) -> str:
    read = office.products("chief").pages(office.case, made.id)
    assert read.cover == ""
    return read.report
