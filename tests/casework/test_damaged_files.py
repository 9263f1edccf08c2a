"""A file of which nothing can be read says that it is damaged and to be asked for again; it asks for no
mapping."""

from io import BytesIO

import pytest
from openpyxl import Workbook

from tahqiq.kit.messages import LOCALES
from tests.web.conftest import Served, served, template  # noqa: F401 (fixtures)


def workbook() -> bytes:
    book, out = Workbook(), BytesIO()
    sheet = book.worksheets[0]
    sheet.append(["name", "phone"])
    sheet.append(["Sara Omar", "07430000555"])
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [(workbook()[:2000], "document-cut"), (bytes(range(256)) * 8, "document-not-as-named")],
    ids=["cut", "no-zip"],
)
def test_a_damaged_workbook_is_said_to_be_damaged(
    served: Served,  # noqa: F811
    data: bytes,
    code: str,
) -> None:
    bench = served.bench("insider")
    came = bench.collect_made(data, "list.xlsx", bench.deposit("Harbour"))
    assert came.status != "needs-mapping"
    (problem,) = bench.problems(came.source)
    assert problem.code == code
    for locale in LOCALES:
        told = problem.say(locale)
        assert told.sentence
        assert told.next_step
        assert "zip" not in told.sentence
    assert "damaged" in problem.say("en").sentence
    assert "again" in problem.say("en").next_step
    body = served.client("insider").get(f"/api/v1/sources/{came.source}").json()
    assert (body["records"], body["mapped"], body["fields"]["read"]) == (1, 0, 0)  # what the page tells it by
