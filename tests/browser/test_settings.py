"""Language, digits, the Hijri date, colours and density are chosen once, follow the person to another
machine, and hold on every screen."""

import pytest
from playwright.sync_api import expect

from tahqiq.workbench import Workbench

from .conftest import PASSWORD, Open, Served, words
from .test_manners import AXE, axe

pytestmark = pytest.mark.browser


def person_of(served: Served, language: str) -> str:
    """Somebody whose choices disturb no other test."""
    login = f"zana-{language}"
    served.door.people.add(login, "Zana", frozenset({"analyst"}), PASSWORD, "test")
    inbox = Workbench(served.door, served.door.people.get("owner")).cases()[-1].id
    served.door.cases.add_member(inbox, served.door.people.get(login).id, "test")
    return login


@pytest.mark.parametrize("language", ["en", "ar"])
def test_settings_change_what_is_shown_and_follow_the_person(
    opened: Open, served: Served, sheet: str, language: str
) -> None:
    say = words(language)
    login = person_of(served, language)
    page = opened("/settings", language, login=login)
    example = page.locator("[data-example]")
    expect(example).to_contain_text("1,234,567" if language == "en" else "١٬٢٣٤٬٥٦٧")
    page.get_by_label(say["settings.digits"]).select_option("arab" if language == "en" else "latn")
    page.get_by_label(say["settings.hijri"]).click()
    page.get_by_label(say["settings.theme"], exact=True).select_option("dark")
    with page.expect_response(
        lambda answer: answer.url.endswith("/api/v1/preferences") and answer.request.method == "PUT"
    ):
        page.get_by_label(say["settings.density"]).select_option("dense")
    expect(example).to_contain_text("١/٩/١٤٤٥" if language == "en" else "1/9/1445")
    assert axe(page, AXE.read_text("utf-8")) == []
    page.goto(f"/sources/{sheet}")
    expect(page.locator("html")).to_have_attribute("data-density", "dense")
    expect(page.locator("dl").first).to_contain_text("AH" if language == "en" else "هـ")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.emulate_media(media="print")
    expect(page.get_by_role("banner")).to_be_hidden()

    elsewhere = opened("/settings", "ckb", login=login, arrives=language)
    expect(elsewhere.locator("html")).to_have_attribute("data-density", "dense")
    expect(elsewhere.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    expect(elsewhere.locator("[data-example]")).to_contain_text(
        "١/٩/١٤٤٥" if language == "en" else "1/9/1445"
    )
