"""What an analyst opens of a sanitised report is a page to be read: text, grade in words, handling code,
days, under a neutral name; on paper too, unless its handling code keeps it inside."""

import pytest

from tahqiq.desk import desk
from tahqiq.desks.covert.sample import SAMPLE
from tahqiq.workbench import Workbench
from tests.seat import Seat

from .conftest import Served

SOURCES = "/api/v1/sources"
TEXT = "بعشرات الكيلوغرامات"
TELLING = ("covert", "سري", "SOURCE-ID", "source-report", "corridor", "ftm")


@pytest.fixture
def office(served: Served) -> Served:
    """The invented case of the desk of covert work, whose report the analyst ``insider`` may see."""
    owner = served.bench("owner")
    owner.open_desk("covert")
    case = next(one for one in owner.cases() if one.title == "Harbour").id
    assert SAMPLE.records is not None
    SAMPLE.records(Seat(owner, desk("covert"), case), {"day": "2024-04-12"})
    return served


def listed(office: Served) -> list[dict[str, str]]:
    return list(office.client("insider").get(SOURCES).json())


def report_of(office: Served) -> str:
    return next(one["id"] for one in listed(office) if one["grade"] == "europol-4x4:B4")


def test_a_report_is_a_page_with_text_grade_handling_and_days(office: Served) -> None:
    answer = office.client("insider").get(f"{SOURCES}/{report_of(office)}/report").json()["report"]
    assert TEXT in answer["text"]
    assert (answer["grade"], answer["handling"]) == ("europol-4x4:B4", "internal")
    assert (answer["since"], answer["until"]) == ("2024-03-07", "2024-03-13")


def test_its_name_says_nothing_of_where_it_comes_from(office: Served) -> None:
    report = report_of(office)
    name = next(one["name"] for one in listed(office) if one["id"] == report)
    number = office.client("insider").get(f"{SOURCES}/{report}/report").json()["report"]["number"]
    assert name.startswith(number)
    client = office.client("insider")
    for path in (SOURCES, f"{SOURCES}/{report}", f"{SOURCES}/{report}/custody", f"{SOURCES}/{report}/report"):
        assert "covert" not in client.get(path).text, path
    disposition = client.get(f"{SOURCES}/{report}/original").headers["content-disposition"]
    assert "covert" not in disposition


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Intelligence report", "mostly reliable", "inside the agency", "Period it is about")),
        ("ar", ("تقرير معلومات", "موثوق غالباً", "داخل الجهة", "المدة التي يتناولها")),
    ],
)
def test_it_is_printed_in_words(office: Served, language: str, words: tuple[str, ...]) -> None:
    answer = office.client("insider").post(
        f"{SOURCES}/{report_of(office)}/report/paper", params={"language": language}
    )
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert [one for one in (*words, TEXT) if one not in answer.text] == []
    shown = answer.text.partition("<body")[2]
    assert [one for one in (*TELLING, "base64", "{") if one in shown] == []
    assert any(leaf.act == "export" for leaf in office.door.audit.leaves())


def test_what_its_handling_code_keeps_inside_is_not_printed(office: Served) -> None:
    with office.door.workspace.database.transaction() as rows:
        rows.execute("UPDATE data_class SET handling='no-copy' WHERE handling='internal'", ())
    answer = office.client("insider").post(f"{SOURCES}/{report_of(office)}/report/paper")
    assert (answer.status_code, answer.json()["code"]) == (403, "report-kept-inside")


def test_every_other_document_is_none_and_who_does_not_see_it_finds_nothing(office: Served) -> None:
    others = [one["id"] for one in listed(office) if one["grade"] != "europol-4x4:B4"]
    assert others
    client = office.client("insider")
    for one in others:
        assert client.get(f"{SOURCES}/{one}/report").json() == {"report": None}
    assert client.post(f"{SOURCES}/{others[0]}/report/paper").json()["code"] == "report-none"
    for login in ("outsider", "admin"):
        there, never = (
            office.client(login).get(f"{SOURCES}/{one}/report") for one in (report_of(office), "0" * 16)
        )
        assert there.status_code == never.status_code == 404
    assert Workbench(office.door, office.door.people.get("outsider")).sources() == []
