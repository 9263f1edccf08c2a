"""The laboratory's bench on its invented sequence: read by axe in both directions, worked with by keyboard
from the run to the ledger and the draft of a report."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tahqiq.access.door import Door
from tahqiq.desk import desk
from tahqiq.desks.lab.batch.archive import METHOD
from tahqiq.desks.lab.batch.sheet import SHEET
from tahqiq.desks.lab.examinations.operations import ExhibitRequest, open_
from tahqiq.desks.lab.exhibit_acts.operations import HandlingRequest, handle
from tahqiq.desks.lab.findings.operations import FindingUptakeRequest, take_up
from tahqiq.desks.lab.reference_entries.entries import enter
from tahqiq.desks.lab.reference_entries.operations import entering
from tahqiq.desks.lab.sequences.evaluation import SequenceImportRequest, load
from tahqiq.desks.lab.synthetic_sequence import CAME, archive, parts
from tahqiq.desks.lab.worksheets.operations import WorksheetRequest, fill
from tahqiq.workbench import Workbench
from tests.seat import Seat

from .conftest import LOGIN, Open, Served, closing, opener, serving
from .conftest import words as catalogue
from .test_manners import AXE, axe
from .test_screens import sideways, walked

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class AtLab:
    """A served workspace with the invented sequence taken in, and one exhibit in examination."""

    served: Served
    case: str
    sequence: str
    examination: str
    reference: str

    def screens(self) -> dict[str, str]:
        """Every screen of the desk's own."""
        bench = f"/desks/lab/bench/{self.case}/{self.sequence}"
        return {
            "lab-bench": f"/desks/lab/bench?case={self.case}",
            "lab-board": bench,
            "lab-run": f"{bench}/12?ions=91,194&component=2",
            "lab-exhibit": f"/desks/lab/exhibit/{self.case}/{self.examination}",
            "lab-receipt": f"/desks/lab/forms/receipt?case={self.case}",
            "lab-instrument": "/desks/lab/instrument",
            "lab-house": "/desks/lab/house",
            "lab-reference": f"/desks/lab/records/lab-reference/{self.reference}",
        }


@pytest.fixture(scope="module")
def at_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtLab]:
    door = Door.found(tmp_path_factory.mktemp("lab") / "ws", owner=LOGIN)
    chief = Workbench(door, door.people.get(LOGIN))
    chief.open_desk("lab")
    case = chief.open_case("ضبط العينة").id
    at = Seat(chief, desk("lab"), case, "work")
    source = chief.deposit_later(
        [(chief.seal(archive(), "sequence.zip"), "sequence.zip")], chief.deposit(case)
    )[0]
    sequence = load(at, SequenceImportRequest(case=case, source=source.id), None).sequence
    told = open_(
        at,
        ExhibitRequest(case=case, exhibit="4/3", seal="S-3", brought_by="مفرزة العينة", received=CAME),
        None,
    )
    reached = HandlingRequest(
        case=case,
        examination="4/3",
        version=told.version,
        doing="opened",
        at=CAME,
        holder=told.holder,
        seal="S-3",
        reason="لأخذ العينة",
    )
    handle(at, reached, None)
    take_up(
        at,
        FindingUptakeRequest(
            case=case, examination="4/3", version=2, sequence=sequence, run="16", target="methamphetamine"
        ),
        None,
    )
    fill(
        at,
        WorksheetRequest(
            case=case,
            examination="4/3",
            sequence=sequence,
            run="16",
            sheet="fire",
            no_substrate="لا توجد مادة أساس",
        ),
        None,
    )
    entry = enter(at, entering(at, sequence), None).reference
    with serving(door) as served:
        yield AtLab(served, case, sequence, told.examination, entry)


@pytest.fixture
def opened(at_lab: AtLab, browser: Browser) -> Iterator[Open]:
    yield from closing(lambda contexts, errors: opener(at_lab.served, browser, contexts, errors))


@pytest.mark.parametrize(
    ("language", "dark"), [("ar", False), pytest.param("en", True, marks=pytest.mark.slow)]
)
def test_every_screen_of_the_bench_serves_every_reader(
    opened: Open, at_lab: AtLab, language: str, dark: bool
) -> None:
    source = AXE.read_text("utf-8")

    def look(page: Page) -> list[str]:
        return sideways(page) + axe(page, source)

    assert walked(opened("/", language, dark=dark), at_lab.screens(), look) == {}


def test_from_the_run_to_the_ledger_by_keyboard(opened: Open, at_lab: AtLab) -> None:
    page = opened(f"/desks/lab/bench/{at_lab.case}/{at_lab.sequence}/12", "en")
    chart = page.locator("canvas")
    chart.focus()
    whole = chart.get_attribute("data-to")
    page.keyboard.press("+")
    expect(chart).not_to_have_attribute("data-to", whole or "")
    page.keyboard.press("Home")
    expect(chart).to_have_attribute("data-to", whole or "")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-look='1']")).to_be_visible()
    chart.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-look='2'] [data-hit='0']")).to_contain_text("amphetamine")
    take = page.locator("[data-take-up='amphetamine']")
    expect(take.get_by_role("button")).to_be_visible()
    if take.get_by_role("link").count() == 0:  # asked once more on the same server, it is begun already
        say = catalogue("en")
        for part, value in (("day.day", "2026-02-02"), ("day.clock", "10:30")):
            take.get_by_label(f"When the exhibit was received: {say[part]}", exact=True).fill(value)
        take.get_by_role("button", name="Begin").press("Enter")
    expect(take.get_by_role("link")).to_be_visible()
    take.get_by_role("button").press("Enter")
    expect(take.get_by_role("status").or_(take.get_by_role("alert"))).to_be_visible()
    take.get_by_role("link").press("Enter")
    one_run = "[data-substance='amphetamine'][data-holds='unknown'][data-wanting='second-measurement']"
    expect(page.locator(one_run)).to_be_visible()


def test_an_isomer_tie_is_said_and_a_draft_is_kept_with_its_seal(opened: Open, at_lab: AtLab) -> None:
    page = opened(at_lab.screens()["lab-exhibit"], "en")
    expect(page.locator("[data-substance='methamphetamine'][data-holds='unknown']")).to_be_visible()
    with page.expect_download(lambda kept: kept.suggested_filename == "report-4-3-en.pdf.seal.json"):
        page.get_by_role("button", name="Make a draft").press("Enter")
    expect(page.get_by_role("status")).to_be_visible()


def test_a_receipt_sheet_is_typed_in_sealed_and_taken_over(opened: Open, at_lab: AtLab) -> None:
    page = opened(at_lab.screens()["lab-bench"], "ar")
    page.locator("[data-receipt]").click()
    page.wait_for_url("**/forms/receipt*")
    for name, text in (("exhibit", "9/1"), ("appearance", "عشرون قرصاً"), ("packages", "20")):
        page.locator(f"[id='q-{name}']").fill(text)
    page.locator("[data-question=brought_by] select").select_option("refused")
    page.locator("[data-question=seizure] select").select_option("unknown")
    expect(page.locator("[id='q-brought_by']")).to_be_disabled()
    expect(page.locator("[id='q-seal']")).to_have_count(0)
    page.locator("[id='q-seal-found']").select_option("broken")
    page.locator("[id='q-seal']").fill("B-77")
    page.locator("[id='q-condition']").fill("ممزق")
    deposit = page.locator("[data-sealed=false] button[type=button]").last
    page.locator("[id='q-packages']").fill("خمسة")  # what cannot be read is never saved as empty
    expect(page.locator("[id='q-packages']")).to_have_attribute("aria-invalid", "true")
    deposit.click()
    expect(page.locator("[id='q-packages']")).to_be_focused()
    expect(page.locator("[data-sealed=false]")).to_be_visible()
    page.locator("[id='q-packages']").fill("20")
    sealing: list[str] = []
    page.on("request", lambda one: sealing.append(one.url) if one.url.endswith("/seal") else None)
    deposit.dblclick()
    expect(page.locator("[data-sealed=true]")).to_be_visible()
    assert len(sealing) == 1
    page.locator("[data-take-over]").click()
    page.wait_for_url("**/operations/examine*")
    expect(page.locator("[data-asking] [data-field=packages]")).to_have_value("20")
    expect(page.locator("[data-asking] [data-field=seal]")).to_have_value("B-77")
    expect(page.locator("[data-asking] [data-field=receipt]")).to_have_value(re.compile("....-....-...."))
    page.locator("[data-asking] button[type=submit]").click()
    expect(page.locator("[data-answer]")).to_be_visible()
    page.goto(page.url.split("/desks/")[0] + f"/desks/lab/bench?case={at_lab.case}")
    page.locator("[data-examination='9/1'] a").click()
    expect(page.locator("[data-intake] [data-why=unknown]")).to_be_visible()


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_bad_sequence_is_told_at_the_bench(
    opened: Open, at_lab: AtLab, tmp_path: Path, language: str
) -> None:
    held = dict(parts())
    lines = held[SHEET].splitlines()
    held["library.msp"] += b"Name: wrong\nNum Peaks: 9\n41 10\n44 999\n"
    held["12.cdf"] = held["12.cdf"][: len(held["12.cdf"]) // 2]
    held["13.cdf"] = held["05.cdf"]  # a blank that is none, taken before the run above it
    held[SHEET] = b"\n".join(line for line in lines if b",ladder," not in line)
    refused = {name: data for name, data in held.items() if name != METHOD}
    page = opened(f"/desks/lab/bench?case={at_lab.case}", language)
    page.locator("[data-new-sequence] button[type=submit]").press("Enter")
    expect(page.locator("[data-new-sequence] [role=alert]")).to_be_visible()  # nothing was chosen, in words
    for name, files, state in ((f"bare-{language}", refused, "failed"), (f"bad-{language}", held, "done")):
        with zipfile.ZipFile(tmp_path / f"{name}.zip", "w") as book:
            for inner, data in files.items():
                book.writestr(inner, data + (b"\n" * (1 + (language == "ar")) if inner == SHEET else b""))
        page.locator("[data-new-sequence] input[data-files]").set_input_files(tmp_path / f"{name}.zip")
        page.locator("[data-new-sequence] button[type=submit]").press("Enter")
        expect(page.locator(f"[data-taken-in='{state}']")).to_be_visible(timeout=90_000)
        if state == "failed":
            expect(page.locator("[data-taken-in='failed']")).to_contain_text(METHOD)
    folder = tmp_path / f"folder-{language}"  # as the instrument writes it; the page packs it
    folder.mkdir()
    for inner, data in held.items():
        (folder / inner.replace(SHEET, "list.csv")).write_bytes(data)
    page.locator("[data-new-sequence] input[webkitdirectory]").set_input_files(folder)
    expect(page.locator("[data-new-sequence] [data-chosen]")).to_be_visible()
    page.locator("[data-new-sequence] button[type=submit]").press("Enter")
    expect(page.locator("[data-sequence] a", has_text=folder.name)).to_be_visible(timeout=90_000)
    expect(page.locator("[data-sequence] a", has_text=f"bad-{language}")).to_have_count(0)  # the same runs
    page.locator("[data-sequence] a", has_text=folder.name).click()
    page.locator("[data-board]").wait_for()
    for code, place in (
        ("lab-sheet-refused", "السطر ١٢" if language == "ar" else "line 12"),
        ("lab-sheet-order", "السطر ١٣" if language == "ar" else "line 13"),
        ("lab-sheet-no-ladder", ""),
        ("lab-peak-count", "library.msp"),
    ):
        expect(page.locator(f"[data-problem='{code}']").first).to_contain_text(place)
    words = re.compile("[ء-ي]{3}" if language == "ar" else "cannot be")
    expect(page.locator("[data-problem='lab-sheet-refused']")).to_contain_text(
        words
    )  # whoever took it in, it is said to whoever reads
    expect(page.locator("[data-run='14'][data-accepted='false']")).to_contain_text(words)
    expect(page.locator("[data-run='13'][data-accepted='false']")).to_be_visible()
    expect(page.locator("[data-run='14'][data-accepted='false']")).to_be_visible()
    assert sideways(page) == []
