"""How the page behaves when something is wrong, without a mouse, and for readers of every kind."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import LOGIN, PASSWORD, Open, words

pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parents[2] / "ui" / "node_modules" / "axe-core" / "axe.min.js"
RUN = """async () => {
  const {passes, violations} = await axe.run({runOnly: ["wcag2a", "wcag2aa"]});
  if (passes.length < 8) return [`only ${passes.length} rules found anything to check`];
  return violations.map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.target.join(" ") + " " + (n.any[0]?.message ?? "")).join(" | "));
}"""  # noqa: E501


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_wrong_password_is_told_in_the_language_of_the_page(opened: Open, language: str) -> None:
    say = words(language)
    page = opened("/", language, signed_in=False)
    page.get_by_label(say["sign-in.login"]).fill(LOGIN + "x")
    page.get_by_label(say["sign-in.password"], exact=True).fill("wrong")
    page.keyboard.press("Enter")
    alert = page.get_by_role("alert")
    expect(alert).to_be_visible()
    assert any("\u0600" <= sign <= "\u06ff" for sign in alert.inner_text()) == (language == "ar")
    expect(page.get_by_label(say["sign-in.password"], exact=True)).to_be_visible()


@pytest.mark.parametrize("path", ["/entities/abcdef123456", "/sources/abcdef12"])
def test_what_is_not_there_is_said_with_a_next_step(opened: Open, path: str) -> None:
    page = opened(path)
    alert = page.get_by_role("alert")
    expect(alert).to_be_visible()
    assert len(alert.inner_text().splitlines()) >= 2


def test_an_ended_session_asks_for_the_password_and_nothing_typed_is_lost(opened: Open) -> None:
    say = words("en")
    page = opened("/new")
    page.locator("[data-field=name]").fill("Typed Before End")
    page.get_by_label(say["said.grade"], exact=True).select_option("admiralty")
    page.get_by_label(say["said.grade.sign"].replace("{n}", "1")).select_option("C")
    page.get_by_label(say["said.grade.sign"].replace("{n}", "2")).select_option("3")
    expect(page.locator("[data-alike]")).to_be_visible()
    page.context.clear_cookies()
    page.get_by_role("button", name=say["record.seal"]).click()
    ended = page.get_by_role("dialog", name=say["session.ended"])
    expect(ended).to_contain_text(say["session.ended.text"])
    expect(page.locator("[data-field=name]")).to_have_value("Typed Before End")
    password = ended.get_by_role("textbox")
    password.fill("wrong")
    password.press("Enter")
    expect(ended.get_by_role("alert")).to_be_visible()
    password.fill(PASSWORD)
    password.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Typed Before End", timeout=30_000)


def test_nothing_found_says_what_to_try(opened: Open) -> None:
    page = opened("/search?q=zzzqqqxxx")
    expect(page.get_by_text(words("en")["search.none.next"])).to_be_visible()


@pytest.mark.parametrize("language", ["en", "ckb"])
def test_the_main_job_needs_no_mouse(opened: Open, language: str) -> None:
    page = opened("/", language)
    expect(page.get_by_role("table")).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("Sara Ahmed")
    page.keyboard.press("Enter")
    expect(page.locator("[data-hit]").first).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-hit]").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-search-box]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sara Ahmed Hamid")
    focus_first_place(page)
    page.keyboard.press("ArrowDown")
    second = page.locator("[data-place]").nth(1)
    expect(second).to_be_focused()
    page.keyboard.press("Enter")
    expect(second).to_have_attribute("aria-pressed", "true")
    expect(page.locator("tr[aria-current=location]")).to_contain_text("Sara Ahmed Hamid")
    page.keyboard.press("i")
    expect(page.locator("dl")).to_be_visible()


@pytest.mark.parametrize(
    ("language", "typed", "name"), [("en", "sara ahm", "Sara Ahmed Hamid"), ("ar", "علي حس", "علي حسن كاظم")]
)
def test_the_search_box_suggests_while_somebody_types(
    opened: Open, language: str, typed: str, name: str
) -> None:
    say = words(language)
    page = opened("/cases", language)
    expect(page.get_by_role("table")).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type(typed)
    expect(page.locator(f"[data-suggested='{typed}']")).to_be_visible()
    box = page.locator("[data-search-box]")
    expect(box).to_have_attribute("aria-expanded", "true")
    assert axe(page, AXE.read_text("utf-8")) == []
    page.keyboard.press("ArrowDown")
    first = page.get_by_role("option").first
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", str(first.get_attribute("id")))
    expect(first).to_contain_text("people.csv")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(box).to_have_value(typed)
    box.press("End")
    page.keyboard.type("e" if language == "en" else "ن")
    expect(page.get_by_role("option").last).to_contain_text(say["search.suggested.all"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_a_field_has_the_direction_of_what_is_typed_and_its_icon_stays(opened: Open) -> None:
    page = opened("/cases", "ar")
    box = page.locator("[data-search-box]")
    seen = """(box) => {
      const icon = box.parentElement.querySelector("[data-position=left]").getBoundingClientRect(), field = box.getBoundingClientRect();
      return [getComputedStyle(box).direction, icon.left > (field.left + field.right) / 2];
    }"""  # noqa: E501
    for typed, direction in (("", "rtl"), ("علي", "rtl"), ("Ali", "ltr"), ("07901", "ltr")):
        box.fill(typed)
        assert box.evaluate(seen) == [direction, True], typed


def focus_first_place(page: Page) -> None:
    """Tab until the first recorded value has the focus; gives up after as many steps as a person would."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement?.hasAttribute('data-place')"):
            return
    pytest.fail("The recorded values are not reached with the Tab key.")


def test_text_from_a_file_never_becomes_markup(opened: Open) -> None:
    page = opened("/search?q=<img src=x onerror=alert(1)>")
    expect(page.locator("[data-search-box]")).to_have_value("<img src=x onerror=alert(1)>")
    assert page.locator("img[src=x]").count() == 0


@pytest.mark.parametrize(
    ("language", "dark"), [("en", False), pytest.param("ar", False, marks=pytest.mark.slow), ("ckb", True)]
)
def test_every_screen_is_accessible(
    opened: Open, person: str, phone: str, sheet: str, language: str, dark: bool
) -> None:
    page = opened("/", language, dark=dark)
    found: dict[str, list[str]] = {}
    source = AXE.read_text("utf-8")
    screens = (
        "/",
        "/deposit",
        "/search?q=Sara",
        "/search?q=zzzqqq",
        f"/entities/{person}",
        f"/entities/{phone}?tab=neighbours",
        f"/entities/{phone}?tab=events",
        f"/sources/{sheet}?at={sheet}.0.5.3",
        "/verify",
        "/entities/abcdef123456",
        "/no/such/page",
    )
    for path in screens:
        page.goto(path)
        page.wait_for_load_state("networkidle")
        for button in page.locator("#content button[aria-expanded=false]").all()[:1]:
            button.click()
        found[path] = axe(page, source)
    outside = opened("/sign-in", language, signed_in=False, dark=dark)
    outside.get_by_role("button").last.wait_for()
    found["/sign-in"] = axe(outside, source)
    assert {path: items for path, items in found.items() if items} == {}


def axe(page: Page, source: str) -> list[str]:
    """What axe-core finds against WCAG 2 A and AA."""
    page.evaluate(source)
    told: list[str] = page.evaluate(RUN)
    return told


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_sticks_out_at_1366_by_768(opened: Open, person: str, language: str) -> None:
    page = opened("/", language)
    for path in ("/", "/deposit", f"/entities/{person}", "/search?q=Sara", "/verify"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        ), path


def test_nothing_is_fetched_from_outside(opened: Open) -> None:
    page = opened("/", "ar")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.wait_for_load_state("networkidle")
    fonts = page.evaluate(
        "document.fonts.ready.then(() => [...document.fonts].filter(f => f.status === "
        "'loaded').map(f => f.family))"
    )
    assert asked
    assert all(url.startswith("http://127.0.0.1:") for url in asked)
    assert any("Tahqiq Sans" in family for family in fonts)
