"""The sample's exhibits as three persons take them to a report: the missing result is entered, both reviews
are done, the Arabic report is printed, and its verifier says that nothing was changed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Download, Page, expect

from tahqiq.access.door import Door
from tahqiq.desk import desk
from tahqiq.desks.lab.reports.verification import ReportVerificationRequest
from tahqiq.desks.lab.reports.verification import run as verify
from tahqiq.desks.lab.sample import INFRARED, records
from tahqiq.workbench import Workbench
from tests.seat import Seat

from .conftest import LOGIN, Open, Served, closing, opener, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OTHERS = {"reviewer": "analyst", "chief": "supervisor"}


@pytest.fixture(scope="module")
def served_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, str]]:
    door = Door.found(tmp_path_factory.mktemp("lab-walk") / "ws", owner="owner")
    owner = Workbench(door, door.people.get("owner"))
    owner.open_desk("lab")
    case = owner.open_case("ضبط العينة").id
    at = Seat(owner, desk("lab"), case, "work")
    for login, role in {LOGIN: "analyst", **OTHERS}.items():
        door.people.add(login, login.title(), frozenset({role}), None, "test")
        for place in (at.desk.file, case):
            door.cases.add_member(place, door.people.get(login).id, "test")
    records(Seat(Workbench(door, door.people.get(LOGIN)), at.desk, case, "work"), {})
    with serving(door) as served:
        yield served, case


@pytest.fixture
def opened(served_lab: tuple[Served, str], browser: Browser) -> Iterator[Open]:
    yield from closing(lambda contexts, errors: opener(served_lab[0], browser, contexts, errors))


def entered(
    page: Page, exhibit: str, technique: str, substance: str, lot: str = "", source: str = ""
) -> None:
    """Enter a positive result on the page of an exhibit; nothing is chosen there beforehand."""
    page.locator("[data-enter-result]").click()
    form = page.locator("[data-enter]")
    for field in ("technique", "outcome", "basis"):
        expect(form.locator(f"select[data-{field}]")).to_have_value("")
    form.locator("select[data-technique]").select_option(technique)
    form.locator("input[data-substance]").fill(substance)
    page.get_by_role("option").filter(has=page.get_by_text(substance, exact=True)).first.click()
    form.locator("select[data-outcome]").select_option("positive")
    form.locator("select[data-basis]").select_option("reference-material")
    form.locator("input[data-lot]").fill(lot)
    form.locator("select[data-source]").select_option(source)
    form.locator("button[type=submit]").press("Enter")
    expect(page.locator(f"[data-exhibit='{exhibit}'] [data-holds='yes']").first).to_be_visible()


def stepped(opened: Open, address: str, login: str, step: str, why: str) -> None:
    """A step of the reviews, by one person; nothing where it was done before (the test is asked once more on
    the same server)."""
    page = opened(address, "ar", login=login)
    reviews = page.locator("section[data-stands]")
    reviews.wait_for()
    form = reviews.locator(f"[data-step='{step}']")
    if form.count() == 0:
        return
    if why:
        form.locator("textarea").fill(why)
    before = reviews.get_attribute("data-stands") or ""
    form.get_by_role("button").press("Enter")
    expect(reviews).not_to_have_attribute("data-stands", before)


def printed(page: Page, folder: Path) -> None:
    """Make the report of an exhibit and keep both of its files."""
    kept: list[Download] = []
    page.on("download", lambda one: kept.append(one))
    with page.expect_event("download", lambda one: one.suggested_filename.endswith(".seal.json")):
        page.locator("[data-report]").click()
    assert len(kept) == 2
    for one in kept:
        one.save_as(folder / one.suggested_filename)


def verified(page: Page, paper: Path) -> None:
    """The verifier of the page says that nothing was changed; of another byte it says so too."""
    files = page.locator("[data-verify] input[type=file]")
    changed = paper.with_name(f"changed-{paper.name}")
    changed.write_bytes(paper.read_bytes()[:-1] + b"!")
    for given, answer in ((paper, "[data-verified]"), (changed, "[data-verify] [role=alert]")):
        files.nth(0).set_input_files(given)
        files.nth(1).set_input_files(paper.with_name(paper.name + ".seal.json"))
        page.locator("[data-verify] button[type=submit]").press("Enter")
        expect(page.locator(answer)).to_contain_text("لم يتغيّر شيء" if given is paper else "ليس ما صدر")
    changed.unlink()


def test_from_the_sequence_to_a_report_that_verifies(
    opened: Open, served_lab: tuple[Served, str], tmp_path: Path
) -> None:
    served, case = served_lab
    page = opened(f"/desks/lab/bench?case={case}", "ar")
    page.locator("[data-sequence] a").first.click()
    for kind, run in (("tune", "01"), ("ladder", "03"), ("blank", "04"), ("case", "12")):
        expect(page.locator(f"[data-run='{run}'][data-kind='{kind}'][data-accepted='true']")).to_be_visible()
    expect(page.locator("[data-run='12']")).to_contain_text("paracetamol")
    page.go_back()
    for exhibit, wants in (("4/2", "second-technique"), ("4/3", "second-measurement isomer-tie")):
        expect(page.locator(f"[data-examination='{exhibit}']")).to_contain_text(re.compile("مبرز|4/"))
        page.locator(f"[data-examination='{exhibit}'] a").click()
        page.locator("[data-holds]").first.wait_for()
        if page.locator("[data-holds='yes']").count() == 0:
            expect(page.locator("[data-holds='unknown']")).to_have_attribute("data-wanting", wants)
            if exhibit == "4/3":
                entered(
                    page,
                    exhibit,
                    "infrared",
                    "methamphetamine",
                    "RM-MET-07",
                    next(one.id for one in served.bench().sources() if one.name == INFRARED),
                )
            else:
                entered(page, exhibit, "colour-test", "amphetamine")
        address = page.url.removeprefix(served.url)
        for login, step, why in (
            (LOGIN, "submit", ""),
            ("reviewer", "technical", "الأطياف والفراغات مطابقة"),
            ("chief", "administrative", "كامل"),
        ):
            stepped(opened, address, login, step, why)
        issued = opened(address, "ar", login="chief")
        expect(issued.locator("[data-state='issued']")).to_be_visible()
        printed(issued, tmp_path)
        told = verify(
            ReportVerificationRequest(report=next(tmp_path.glob(f"*{exhibit.replace('/', '-')}*.pdf")))
        )
        assert (told.unchanged, told.released, told.language, told.exhibit) == (True, True, "ar", exhibit)
        verified(issued, next(tmp_path.glob(f"*{exhibit.replace('/', '-')}*.pdf")))
        page.goto(f"{served.url}/desks/lab/bench?case={case}")
