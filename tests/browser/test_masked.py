"""What the law wants shown of the passengers desk, by hand in the program, in Arabic: a traveller masked on
the day, opened once for a purpose with a second person's consent, reviewed by the officer for data
protection, and an auditor who shows all of it from the log alone; the same by the command line."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from typer.testing import CliRunner

from tahqiq.cli.main import app
from tests.desks.conftest import Turn, turn
from tests.desks.passengers.test_unmasking import masked_record

from .conftest import Open, Served, closing, opener, serving
from .test_covert import say
from .test_passengers import founded_queue

__all__ = ["turn"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]
PEOPLE = {
    "officer": ("ضابط البوابة", {"analyst"}),
    "chief": ("رئيس الوحدة", {"supervisor"}),
    "guardian": ("مسؤولة حماية البيانات", {"data-protection"}),
    "auditor": ("المدقق", {"auditor"}),
}


@pytest.fixture
def masked(tmp_path: Path, turn: Turn) -> Iterator[tuple[Served, str]]:
    """A desk whose clock masked a traveller on the first of October; four persons; the auditor does not
    belong to the desk."""
    turn("2026-03-01T08:00")
    door, at = founded_queue(tmp_path)
    for login, (name, roles) in PEOPLE.items():
        one = door.people.add(login, name, frozenset(roles), None, "test")
        if login != "auditor":
            door.cases.add_member("desk-passengers", one.id, "test")
    record = masked_record(at, turn)
    with serving(door) as served:
        yield served, record


@pytest.fixture
def walk(masked: tuple[Served, str], browser: Browser) -> Iterator[Open]:
    yield from closing(lambda contexts, errors: opener(masked[0], browser, contexts, errors))


def done(page: Page) -> dict[str, object]:
    """What an operation answered after its form was sent."""
    name = re.compile(
        "|".join(re.escape(say("ar", "generic")[key]) for key in ("operation.do", "operation.ask"))
    )
    with page.expect_response(re.compile("/api/v1/desks/passengers/unmask-")) as came:
        page.locator("[data-asking]").get_by_role("button", name=name).click()
    assert came.value.ok, came.value.text()
    answer: dict[str, object] = came.value.json()
    expect(page.locator("[data-answer]")).to_be_visible()
    return answer


def test_a_masked_traveller_is_opened_once_and_the_auditor_shows_it_from_the_log_alone(
    walk: Open, masked: tuple[Served, str], tmp_path: Path
) -> None:
    served, record = masked
    page = walk(
        (
            f"/desks/passengers/operations/unmask-ask?record={record}&purpose=trafficking-drugs&"
            "matter=31&reason=ورد في أمر المحكمة&hours=1"
        ),
        "ar",
        login="officer",
    )
    opening = str(done(page)["id"])
    chief = walk(f"/desks/passengers/records/passenger-unmasking/{opening}", "ar", login="chief")
    chief.locator("[data-step=grant]").get_by_role("textbox").fill("أمر 31")
    chief.locator("[data-step=grant]").get_by_role("button").click()
    expect(chief.locator("[data-state=granted]")).to_be_visible()
    page.goto(f"/desks/passengers/travels/{record}")
    page.locator(f"[data-masked] a[href*='{opening}']").click()
    page.locator("[data-look]").click()
    expect(page.locator("[data-unmasked=open]")).to_contain_text("ALSAMPLE")
    guardian = walk("/desks/passengers/inbox", "ar", login="guardian")
    guardian.get_by_role("link", name=re.compile("")).locator(
        f"xpath=self::*[contains(@href, '{opening}')]"
    ).first.click()
    guardian.locator("[data-step=review]").get_by_role("textbox").fill("رأيت الأمر")
    guardian.locator("[data-step=review]").get_by_role("button").click()
    expect(guardian.locator("[data-state=reviewed]")).to_be_visible()
    guardian.goto(f"/desks/passengers/operations/unmask-log?record={record}")
    told = done(guardian)
    assert (told["on_time"], told["opened"]) == (True, 1)
    expect(guardian.locator("[data-answer]")).to_contain_text("رئيس الوحدة")
    auditor = walk(f"/verify?text={record}", "ar", login="auditor")
    for act, holds in (
        ("mask", ("due=2026-10-01", "clock=2026-10-01")),
        ("unmask", (f"request={opening}", "purpose=trafficking-drugs", "granted-by=", "until=")),
    ):
        line = auditor.locator(f"[data-log] [data-entry='{act}']").filter(has_text=holds[0]).last
        expect(line).to_be_visible()
        for part in holds:
            expect(line).to_contain_text(part)
    names = {login: served.door.people.get(login).id for login in ("officer", "chief")}
    expect(auditor.locator("[data-entry='unmask']").last).to_contain_text(f"granted-by={names['chief']}")
    expect(auditor.locator("[data-entry='unmask']").last).to_contain_text("ضابط البوابة")
    shown_again = auditor.request.get(f"/api/v1/desks/passengers/unmask-look?id={opening}")
    assert shown_again.status >= 400
    asked = CliRunner().invoke(
        app, ["passengers", "unmask", "log", record, "--workspace", str(tmp_path / "ws"), "--json"]
    )
    assert asked.exit_code == 0, asked.output
    assert json.loads(asked.stdout)["opened"] == 1
    listed = CliRunner().invoke(app, ["audit", "list", "--workspace", str(tmp_path / "ws"), "--last", "4000"])
    assert f"{record}/due=2026-10-01/clock=2026-10-01" in listed.stdout
