"""The sterile corridor: who writes what leaves the vault (T18), what must not stand in it, its grade (T21),
and that nothing tells who gave it (T2, T3)."""

from datetime import date, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tahqiq.access.verify import Verifier
from tahqiq.desk import NoQuestion
from tahqiq.desks.covert.corridor.grade_guard import BASES, fitting, guarded
from tahqiq.desks.covert.corridor.operations import (
    IntelligenceReportAnswer,
    IntelligenceReportRequest,
    SourceReportReference,
    SourceReportRequest,
    issue,
    listed,
    read,
    write,
)
from tahqiq.desks.covert.corridor.wording import WordingRequest, check
from tahqiq.desks.covert.registrations.operations import SourceRequest, register
from tahqiq.desks.covert.relations import SOURCE_ID
from tahqiq.web.app import create_app
from tests.desks.conftest import Turn, person
from tests.desks.covert.conftest import moment
from tests.desks.covert.test_authorisations import refusal
from tests.seat import Seat
from tests.web.conftest import Served

NAME, WORD = "zzqxfirst zzqxsecond", "zzqxheard"
SAID = f"H. told me alone on Tuesday in his shop that 40 kg {WORD} comes Thursday"
REPORT = (
    "Reporting received in the second week of March indicates a consignment of several tens of kg, "
    "expected within days"
)


@pytest.fixture
def sanitiser(at: Seat, handler: Seat) -> Seat:
    """Somebody who is admitted to the vault and handles nobody."""
    found = person(at, "sanitiser", "analyst")
    at.bench.door.cases.admit(SOURCE_ID, found.actor.id, at.actor.id)
    return found


def reported(
    handler: Seat, name: str = NAME, phone: str = "+9647700000321", **more: object
) -> tuple[str, str]:
    """The code of a new source, and the number of a report of it."""
    code = register(handler, SourceRequest(name=name, phone=phone, handlers=["handler"]), None).code
    asked: dict[str, object] = {
        "code": code,
        "at": "2026-03-10T14:20:00+03:00",
        "text": SAID,
        "rests_on": "uncorroborated",
        "names": ["Old Mill", "سوق العشار"],
        "knowable": True,
    }
    return code, write(handler, SourceReportRequest.model_validate(asked | more), None).report


def intelligence(report: str, case: str, **more: object) -> IntelligenceReportRequest:
    asked: dict[str, object] = {
        "report": report,
        "case": case,
        "text": REPORT,
        "since": "2026-03-08",
        "until": "2026-03-14",
        "grade": "europol-4x4:B4",
        "handling": "internal",
        "mitigation": "Held for 48 hours and merged with other reporting.",
    }
    return IntelligenceReportRequest.model_validate(asked | more)


def case_of(at: Seat, *people: Seat) -> str:
    case = at.bench.open_case("Harbour").id
    for one in people:
        at.bench.door.cases.add_member(case, one.actor.id, at.actor.id)
    return case


def in_case(desktop: Seat, case: str) -> Seat:
    return Seat(desktop.bench, desktop.desk, case, "work")


def test_who_handles_the_source_does_not_write_what_leaves(
    at: Seat, handler: Seat, sanitiser: Seat, turn: Turn
) -> None:
    turn("2026-03-12T08:00")
    case = case_of(at, handler, sanitiser)
    code, report = reported(handler)
    told = read(sanitiser, SourceReportReference(report=report), None)
    assert (told.text, told.knowable, told.issued) == (SAID, True, 0)
    refusal("covert-sanitiser-handles", issue, in_case(handler, case), intelligence(report, case), None)
    more = {"code": code, "at": "2026-03-10T14:20:00+03:00", "text": SAID, "rests_on": "own"}
    refusal("covert-not-handler", write, sanitiser, SourceReportRequest.model_validate(more), None)
    stranger = person(at, "stranger", "analyst")
    refusal("no-such-compartment", read, stranger, SourceReportReference(report=report), None)
    refusal("no-such-compartment", issue, in_case(stranger, case), intelligence(report, case), None)
    made = issue(in_case(sanitiser, case), intelligence(report, case), None)
    assert made.number not in (code, report)
    assert read(sanitiser, SourceReportReference(report=report), None).issued == 1
    source = next(one for one in at.bench.sources() if one.id == made.source)
    classes = {one.no: one.handling for one in at.bench.workspace.sources.data_classes()}
    assert (source.grade, classes[source.data_class], source.state) == (
        "europol-4x4:B4",
        "internal",
        "published",
    )


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"text": "He told me that a consignment comes"}, "covert-report-first-person"),
        ({"text": "أخبرني صاحب الدكان بأن الشحنة قريبة"}, "covert-report-first-person"),
        ({"text": "A consignment was seen at 14:20"}, "covert-report-moment"),
        ({"text": "شوهدت الشحنة في ١٠/٣/٢٠٢٦"}, "covert-report-moment"),
        ({"text": "A consignment was seen on 10 March"}, "covert-report-moment"),
        ({"text": "A consignment was seen on Tuesday"}, "covert-report-moment"),
        ({"text": "شوهدت الشحنة يوم الثلاثاء"}, "covert-report-moment"),
        ({"since": "2026-03-10", "until": "2026-03-11"}, "covert-report-window-short"),
        ({"since": "2026-03-11", "until": "2026-03-20"}, "covert-report-window-off"),
        ({"text": "شوهدت الشحنة ليلة الخميس"}, "covert-report-moment"),
        ({"text": "وصلت الشحنة أمس"}, "covert-report-moment"),
        ({"text": "تصل الشحنة بعد يومين"}, "covert-report-moment"),
        ({"text": "The consignment arrived at night"}, "covert-report-moment"),
        ({"text": "A consignment waits by the old  MILL"}, "covert-report-place"),
        ({"text": "الشحنة بسوق العشار"}, "covert-report-place"),
        ({"text": "As the handler says, a consignment comes"}, "covert-report-officer"),
        ({"text": "Zzqxsecond zzqxfirst says that a consignment comes"}, "covert-report-source"),
        ({"text": "A consignment comes; call 0770 000 0321"}, "covert-report-source"),
        ({"mitigation": "  "}, "covert-report-mitigation"),
        ({"grade": "europol-4x4:B2"}, "covert-grade-guard"),
        ({"grade": "uk-3x5x2:1A"}, "covert-grade-guard"),
        ({"grade": "admiralty:B1"}, "covert-grade-second"),
        ({"grade": "uk-5x5x5:B1"}, "covert-grade-scheme"),
        ({"handling": "secret"}, "unknown-handling"),
    ],
)
def test_what_must_not_stand_in_it_is_refused(
    at: Seat, handler: Seat, sanitiser: Seat, turn: Turn, more: dict[str, object], code: str
) -> None:
    turn("2026-03-12T08:00")
    case = case_of(at, sanitiser)
    _, report = reported(handler)
    refusal(code, issue, in_case(sanitiser, case), intelligence(report, case, **more), None)
    assert at.bench.sources() == []


HEARD = "رأى شاحنتين تفرغان صناديق في مخزن قرب الجسر ليلة الثلاثاء"


@pytest.mark.parametrize(
    ("text", "free"),
    [
        ("شوهدت شاحنتان تفرغان صناديق في مخزن قرب الجسر", False),
        ("شوهدت شاحنتان تفرغان الصناديق وفي المخزن قرب الجسر", False),
        ("تستعمل شاحنات مستودعاً في المدينة لتفريغ بضاعة", True),
    ],
)
def test_a_run_of_the_words_of_the_source_is_refused_and_shown(
    sanitiser: Seat, text: str, free: bool
) -> None:
    asked = WordingRequest(text=text, said=HEARD, at=datetime.fromisoformat("2026-03-10T14:20:00+03:00"))
    [own] = [one for one in check(sanitiser, asked, None).checks if one.check == "own-words"]
    assert (own.holds, own.word in text, own.word in own.sentence) == (free, True, True)


PLAIN = "A consignment of flour is brought by sea and changes its papers before the gate"


@pytest.mark.parametrize("text", [PLAIN, f"{PLAIN.upper()}.", PLAIN.replace("flour", "rice")])
def test_the_words_of_the_source_are_not_let_out(
    at: Seat, handler: Seat, sanitiser: Seat, turn: Turn, text: str
) -> None:
    turn("2026-03-12T08:00")
    case = case_of(at, sanitiser)
    _, report = reported(handler, text=PLAIN)
    refusal(
        "covert-report-copied", issue, in_case(sanitiser, case), intelligence(report, case, text=text), None
    )
    asked = WordingRequest(text=text, said=PLAIN, at=datetime.fromisoformat("2026-03-10T14:20:00+03:00"))
    [own] = [one for one in check(sanitiser, asked, None).checks if one.check == "own-words"]
    assert (own.holds, bool(own.sentence)) == (False, True)


def test_the_code_of_the_source_is_refused_however_it_is_written(
    at: Seat, handler: Seat, sanitiser: Seat, turn: Turn
) -> None:
    turn("2026-03-12T08:00")
    case = case_of(at, sanitiser)
    code, report = reported(handler)
    for written in (code, code.lower(), code.replace("-", ""), code.replace("-", " ")):
        refusal(
            "covert-report-source",
            issue,
            in_case(sanitiser, case),
            intelligence(report, case, text=f"Source {written} says so"),
            None,
        )


def test_two_reports_of_one_source_confirm_nothing(
    at: Seat, handler: Seat, sanitiser: Seat, turn: Turn
) -> None:
    turn("2026-03-12T08:00")
    case = case_of(at, sanitiser)
    code, report = reported(handler)
    again = {"code": code, "at": "2026-03-11T14:20:00+03:00", "text": "The same once more", "rests_on": "own"}
    same = write(handler, SourceReportRequest.model_validate(again), None).report
    _, other = reported(handler, "Another Person", "+9647700000322")
    wanted = {"grade": "admiralty:B1", "second": same}
    refusal(
        "covert-grade-second", issue, in_case(sanitiser, case), intelligence(report, case, **wanted), None
    )
    assert (
        issue(in_case(sanitiser, case), intelligence(report, case, **wanted | {"second": other}), None).grade
        == "admiralty:B1"
    )


def test_the_guard_leaves_a_choice_and_fills_nothing() -> None:
    left = {
        scheme: {basis: "".join(sorted(fitting(scheme, basis))) for basis in BASES}
        for scheme in ("europol-4x4", "uk-3x5x2", "admiralty")
    }
    assert left == {
        "europol-4x4": {"own": "2", "corroborated": "3", "uncorroborated": "4", "unknown": "4", "false": ""},
        "uk-3x5x2": {"own": "A", "corroborated": "B", "uncorroborated": "C", "unknown": "D", "false": "E"},
        "admiralty": {
            "own": "12346",
            "corroborated": "12346",
            "uncorroborated": "12346",
            "unknown": "6",
            "false": "5",
        },
    }
    assert str(guarded("europol-4x4:A1", "own", official=True)) == "europol-4x4:A1"
    refusal("covert-grade-none", guarded, "europol-4x4:B4", "false")


def paths(client: TestClient, made: IntelligenceReportAnswer, case: str) -> dict[str, bytes]:
    """What the API answers about an intelligence report, and of everything else that could tell of it."""
    hit = client.get("/api/v1/search", params={"q": "consignment"}).json()["hits"][0]["id"]
    entity, source = f"/api/v1/entities/{hit}", f"/api/v1/sources/{made.source}"
    asked = [
        entity,
        *(
            f"{entity}/{part}"
            for part in ("mentions", "events", "identity", "neighbours", "possible-matches", "retractions")
        ),
        source,
        *(
            f"{source}/{part}"
            for part in (
                "custody",
                "origin",
                "original",
                "rows",
                "problems",
                "recognition",
                "held-rows",
                "unused-fields",
            )
        ),
        "/api/v1/search?q=consignment",
        f"/api/v1/search?q={NAME}",
        f"/api/v1/search?q={WORD}",
        "/api/v1/sources",
        "/api/v1/jobs",
        "/api/v1/audit",
        "/api/v1/audit/entries",
        "/api/v1/cases",
        f"/api/v1/cases/{case}/activity",
        "/api/v1/search/new?q=consignment",
        "/api/v1/results",
        "/api/v1/compartments",
        "/api/v1/people",
        f"/api/v1/cases/{case}/decisions",
        f"/api/v1/cases/{case}/members",
    ]
    answers = {path: client.get(path) for path in asked}
    assert {path for path, answer in answers.items() if answer.status_code != 200} == {
        "/api/v1/audit",
        "/api/v1/audit/entries",
        "/api/v1/people",
    }
    return {path: answer.content for path, answer in answers.items()}


def test_nothing_tells_who_gave_it_and_what_is_known_of_it_is_the_same_for_everybody(
    at: Seat, handler: Seat, sanitiser: Seat, turn: Turn
) -> None:
    turn("2026-03-12T08:00")
    analyst, inner = person(at, "analyst", "analyst"), person(at, "inner", "supervisor")
    at.bench.door.cases.admit(SOURCE_ID, inner.actor.id, at.actor.id)
    at.bench.door.cases.remove_member(at.desk.file, analyst.actor.id)
    case = case_of(at, sanitiser, analyst, inner)
    code, report = reported(handler)
    made = issue(in_case(sanitiser, case), intelligence(report, case), None)
    served = Served(at.bench.door, create_app(at.bench.door, work=False), case)
    told, insider = (paths(served.client(login), made, case) for login in ("analyst", "inner"))
    assert REPORT.encode() in told[f"/api/v1/sources/{made.source}/original"]
    entity = next(path for path in told if path.startswith("/api/v1/entities/"))
    provenance = [
        entity,
        f"{entity}/mentions",
        *(
            f"/api/v1/sources/{made.source}{part}"
            for part in ("", "/custody", "/origin", "/original", "/rows")
        ),
    ]
    assert all(b'"code":"no-such' not in told[path] for path in provenance)
    assert {path: told[path] for path in provenance} == {path: insider[path] for path in provenance}
    for path, answer in told.items():
        for canary in (code, code.replace("-", ""), report, *NAME.split(), WORD, SOURCE_ID, handler.actor.id):
            assert canary.encode() not in answer or canary in path, (path, canary)
    assert served.client("analyst").get("/api/v1/desks/covert/registers/sources/rows").status_code == 404
    assert (
        WORD
        in read(
            Seat(served.bench("inner"), at.desk, at.home, "work"), SourceReportReference(report=report), None
        ).text
    )
    at.bench.workspace.database.scrub()
    assert files_with(at.bench.workspace.root, NAME.split()[0], NAME.split()[1], WORD) == []
    assert [path for path in files_with(at.bench.workspace.root, code) if "original" in path] == []
    assert Verifier(at.bench.door).verify().holds


def files_with(root: Path, *wanted: str) -> list[str]:
    found = [path for path in root.rglob("*") if path.is_file()]
    return [
        str(path)
        for path in found
        if any(one.encode() in path.read_bytes() or one in path.name for one in wanted)
    ]


def test_the_window_is_days_and_not_the_moment(at: Seat, handler: Seat, sanitiser: Seat, turn: Turn) -> None:
    turn("2026-03-12T08:00")
    case = case_of(at, sanitiser)
    _, report = reported(handler)
    made = issue(in_case(sanitiser, case), intelligence(report, case), None)
    _, path = at.bench.original(made.source)
    assert (date.fromisoformat(made.since), date.fromisoformat(made.until)) == (
        date(2026, 3, 8),
        date(2026, 3, 14),
    )
    assert moment("2026-03-10T14:20:00+03:00").isoformat()[:10] not in path.read_text("utf-8")


def test_a_bundle_and_a_briefing_hold_the_sanitised_report_and_nothing_of_the_source(
    at: Seat, handler: Seat, sanitiser: Seat, turn: Turn
) -> None:
    turn("2026-03-12T08:00")
    case = case_of(at, handler, sanitiser)
    code, report = reported(handler)
    made = issue(in_case(sanitiser, case), intelligence(report, case), None)
    bench = sanitiser.bench
    chart = bench.chart_of(made.source, "Of the report")
    blocks = [
        {"kind": "text", "text": "{1}", "refs": [{"chart": chart.id, "count": "items"}]},
        {"kind": "table", "chart": chart.id, "of": "things"},
    ]
    draft = bench.documents.make(case, "briefing", "Brief", {"language": "en", "blocks": blocks})
    bundle = bench.products.prepare(case, chart.id, "", "court", "en", True)
    read = bench.products.pages(case, bundle.id)
    pages = [
        read.cover,
        read.report,
        bench.products.pages(case, bench.products.brief(case, draft.document.id, "court").id).report,
    ]
    pages.append(bench.dossiers.page(bench.documents.get(case, chart.id).body["items"][0]["entity"], "en"))  # type: ignore[index]
    assert made.number in "".join(pages)
    for hidden in (*NAME.split(), WORD, code, report, "9647700000321", "Tuesday"):
        assert all(hidden not in page for page in pages), hidden


def test_reports_wait_in_a_list_for_who_handles_no_source_of_theirs(
    at: Seat, handler: Seat, sanitiser: Seat
) -> None:
    (_, first), (code, second) = reported(handler), reported(handler, "zzqxother", "+9647700000322")
    told = listed(sanitiser, NoQuestion(), None).reports
    assert {(one.report, one.issued) for one in told} == {(first, False), (second, False)}
    assert code not in str(told)
    assert listed(handler, NoQuestion(), None).reports == [], "who handles the source sanitises nothing of it"
    assert listed(person(at, "outside", "analyst"), NoQuestion(), None).reports == []
    case = case_of(at, sanitiser)
    issue(sanitiser, intelligence(second, case), None)
    after = [(one.report, one.issued) for one in listed(sanitiser, NoQuestion(), None).reports]
    assert after == [(first, False), (second, True)], "what waits comes first"
