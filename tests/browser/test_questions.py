"""A document of which something cannot be told waits; the page asks, nothing is chosen beforehand."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from .conftest import Open, Served, words

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_waiting_document_asks_and_nothing_is_chosen_beforehand(
    opened: Open, served: Served, tmp_path: Path, language: str
) -> None:
    say, bench = words(language), served.bench()
    file = tmp_path / f"undecided-{language}.csv"
    number = {"en": "07431110001", "ar": "07431110009"}[language]
    file.write_text(f"Caller,Receiver,Date,Duration\n{number},07431110002,03/04/2024,62\n", "utf-8")
    came = bench.collect([file], bench.deposit("Inbox"))[0]
    assert came.status == "needs-mapping"
    page = opened(f"/sources/{came.source}", language)
    asked = page.locator("[data-questions]")
    expect(asked).to_contain_text("03/04/2024")
    read = asked.get_by_role("button", name=say["questions.read"])
    expect(read).to_be_disabled()
    asked.get_by_label(say["questions.answer"]).select_option("dmy")
    expect(read).to_be_enabled()
