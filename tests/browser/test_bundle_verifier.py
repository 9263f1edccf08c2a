"""The page that checks a source bundle, opened from the disk in a browser that may not reach any network."""

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.products.bundle.conftest import Office, office
from tests.products.bundle.test_bundle import bundle

pytestmark = pytest.mark.browser
__all__ = ["bundle", "office"]


def test_it_accepts_the_file_and_names_what_was_changed(
    browser: Browser, bundle: Path, office: Office, tmp_path: Path
) -> None:
    page_file, folder = tmp_path / "verify.html", tmp_path / "unpacked"
    with zipfile.ZipFile(bundle) as book:
        page_file.write_bytes(book.read("verify.html"))
        book.extractall(folder)
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(page_file.as_uri())
    page.set_input_files("#zip", bundle)
    expect(page.locator("#said")).to_have_attribute("data-state", "sound")
    fingerprint = page.locator("code.key").inner_text()
    assert office.door.audit.head().public
    assert fingerprint in (folder / "cover.html").read_text("utf-8")

    data = bytearray(bundle.read_bytes())
    with zipfile.ZipFile(bundle) as book:
        info = book.getinfo("values.csv")
    data[info.header_offset + 30 + len(info.filename) + info.file_size - 1] ^= 0x01
    (tmp_path / "changed.zip").write_bytes(data)
    page.goto(page_file.as_uri())
    page.set_input_files("#zip", tmp_path / "changed.zip")
    expect(page.locator("#said")).to_have_attribute("data-state", "unsound")
    expect(page.locator("code[data-fault]")).to_have_text(["values.csv"])

    (folder / "report.html").write_text("other", "utf-8")
    (folder / "lines.csv").unlink()
    page.goto(page_file.as_uri())
    page.set_input_files("#dir", folder)
    expect(page.locator("#said")).to_have_attribute("data-state", "unsound")
    expect(page.locator("code[data-fault]")).to_have_text(["report.html", "lines.csv"])

    page.goto(page_file.as_uri())
    page.set_input_files("#zip", folder / "chart.svg")
    expect(page.locator("#said")).to_have_attribute("data-state", "unsound")
    assert all(url.startswith(("file:", "blob:")) for url in asked)
    context.close()
