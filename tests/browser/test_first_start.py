"""The first start of a server for a team, in Arabic: the terminal's code makes the administrator, who adds an
analyst; no default password."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tahqiq.access.door import Door
from tahqiq.access.first_start import FirstStart
from tahqiq.web.app import create_app

from .conftest import PASSWORD, listening
from .test_manners import AXE, RUN

pytestmark = pytest.mark.browser


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[tuple[str, FirstStart]]:
    """Address of a server over a workspace with nobody in it, and its first start."""
    door = Door.found(tmp_path / "ws", team=True)
    app = create_app(door, work=False)
    with listening(app) as url:
        yield url, app.state.first_start
    door.close()


def clean(page: Page) -> None:
    """axe finds nothing on the screen as it is."""
    page.evaluate(AXE.read_text("utf-8"))
    assert page.evaluate(RUN) == []


def test_the_first_administrator_is_made_with_the_terminals_code(
    browser: Browser, fresh: tuple[str, FirstStart]
) -> None:
    url, first = fresh
    context = browser.new_context(viewport={"width": 1366, "height": 768}, base_url=url)
    context.set_default_timeout(10_000)
    context.add_init_script("localStorage.setItem('tahqiq.locale', 'ar')")
    page = context.new_page()
    page.goto("/")
    expect(page.get_by_role("heading", name="مدير النظام الأول")).to_be_visible()
    clean(page)
    page.get_by_label("الرمز الظاهر على شاشة الخادم").fill("WRONG")
    page.get_by_label("الاسم", exact=True).fill("مدير")
    page.get_by_label("اسم المستخدم").fill("admin")
    page.get_by_label("كلمة المرور", exact=True).fill(PASSWORD)
    page.get_by_label("كلمة المرور مرة أخرى").fill(PASSWORD)
    page.get_by_role("button", name="إنشاء الحساب وتسجيل الدخول").click()
    expect(page.get_by_role("alert")).to_contain_text("هذا ليس الرمز")
    page.get_by_role("textbox", name="الرمز الظاهر على شاشة الخادم").fill(first.code)
    page.get_by_role("button", name="إنشاء الحساب وتسجيل الدخول").click()
    expect(page.get_by_role("heading", name="الحسابات", exact=True)).to_be_visible()

    page.get_by_role("button", name="إضافة حساب").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("الاسم", exact=True).fill("Rêbwar ڕێبوار")
    dialog.get_by_label("اسم المستخدم").fill("rebwar")
    dialog.get_by_role("combobox").click(force=True)
    page.get_by_role("option", name="محلل").click()
    page.keyboard.press("Escape")
    dialog.get_by_label("كلمة المرور", exact=True).fill("short")
    dialog.get_by_role("button", name="إضافة حساب").click()
    expect(dialog.get_by_role("alert")).to_be_visible()
    dialog.get_by_label("كلمة المرور", exact=True).fill(PASSWORD)
    dialog.get_by_role("button", name="إضافة حساب").click()
    expect(page.locator("[data-login=rebwar]")).to_contain_text("محلل")
    clean(page)

    page.locator("[data-login=rebwar]").get_by_role("button", name="إغلاق الحساب").click()
    page.get_by_role("dialog").get_by_role("button", name="إغلاق الحساب").click()
    expect(page.locator("[data-login=rebwar]")).to_contain_text("مغلق")
    context.close()
