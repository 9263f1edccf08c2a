"""Rules that are saved as a set of the case: a chart shares them, its table carries their signs, another
chart and the map put them in force, and a colleague's change is offered."""

import re

import pytest
from playwright.sync_api import Page, expect

from .chart_page import chart, kept
from .conftest import Open, Served, expand, words

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def opened_rules(page: Page) -> None:
    page.locator("[data-command='chart.rules']").first.click()
    expect(page.locator("[data-sets-in-force]")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_set_of_rules_is_shared_by_charts_table_and_map(
    opened: Open, served: Served, phone: str, language: str
) -> None:
    say = words(language)
    title = f"Numbers {language} أرقام"
    page = opened(f"/chart?add={phone}", language)
    chart(page, 1)
    expand(page)
    chart(page, 4)
    opened_rules(page)
    page.locator("[data-add-rule=item]").click()
    rule = page.locator("fieldset[data-rule]").last
    rule.get_by_label(say["chart.rules.of"], exact=True).select_option("PhoneNumber")
    rule.get_by_label(say["chart.rules.name"], exact=True).fill("سماعات")
    page.locator("[data-share-rules]").click()
    page.get_by_label(say["ruleset.name"]).fill(title)
    page.get_by_label(say["ruleset.name"]).press("Enter")
    shared = page.locator("[data-rule-set]")
    expect(shared).to_contain_text(title)
    expect(page.locator("[data-rules='0'][data-rule-sets='1']")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[data-legend] [data-legend-rule]")).to_contain_text("سماعات")
    marked = page.get_by_role("grid", name=say["chart.tab.items"]).get_by_role("img", name="سماعات")
    expect(marked.first).to_be_visible()
    count = marked.count()
    address = kept(page)

    documents = served.bench().documents
    case = next(one.id for one in served.bench().cases())
    head = next(one for one in documents.all(case, "rules") if one.title == title)
    body = dict(documents.get(case, head.id).body)
    changed = [{**one, "name": "هواتف"} for one in body["rules"]]  # type: ignore[attr-defined]
    documents.save(case, head.id, head.version, title, {"rules": changed})
    again = opened(address[address.index("/chart") :], language)
    chart(again, 4)
    expect(again.locator("[data-legend] [data-legend-rule]")).to_contain_text(
        "سماعات"
    )  # the chart is as it was saved
    opened_rules(again)
    again.locator("[data-take-newer]").click()
    expect(again.locator("[data-take-newer]")).to_have_count(0)
    again.keyboard.press("Escape")
    expect(again.locator("[data-legend] [data-legend-rule]")).to_contain_text("هواتف")
    expect(
        again.get_by_role("grid", name=say["chart.tab.items"]).get_by_role("img", name="هواتف")
    ).to_have_count(count)
    kept(again)

    other = opened("/map", language)
    picked = other.locator("[data-pick-rules]")
    expect(picked).to_contain_text(title)
    picked.select_option(label=title)
    expect(other).to_have_url(re.compile(rf"rules={case}\.{head.id}"))
    listed = opened(f"/cases/{case}?tab=charts", language)
    expect(listed.locator("[data-kept=rules]", has_text=title)).to_be_visible()
    documents.delete(case, head.id, head.version + 1)
