"""What happens around a page: answers of the server, errors of scripts, downloads, windows and dialogs."""

from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Dialog, FileChooser, Page, Response

from .checks import Answer, Watched

PROBE = (Path(__file__).with_name("probe.js")).read_text("utf-8")
FOLDER = Path(__file__).with_name("files")
FILE = FOLDER / "file.csv"
"""What is given where a file or a folder is asked for."""


def watch(page: Page) -> Watched:
    """Note down from now on what happens around a page."""
    watched = Watched()

    def answered(response: Response) -> None:
        path = urlsplit(response.url).path
        watched.answers.append(Answer(response.request.method, path, response.status))

    def spoke(line: ConsoleMessage) -> None:
        if line.type == "error":
            watched.errors.append(line.text[:200])

    def dialog(one: Dialog) -> None:
        watched.effects.append("dialog")
        one.accept()

    def chooser(one: FileChooser) -> None:
        watched.effects.append("file chooser")
        folder = one.element.evaluate("one => one.webkitdirectory")
        one.set_files(FOLDER if folder else FILE)

    def window(one: Page) -> None:
        watched.effects.append("window")
        one.close()

    page.on("response", answered)
    page.on("console", spoke)
    page.on("pageerror", lambda error: watched.errors.append(str(error)[:200]))
    page.on("dialog", dialog)
    page.on("filechooser", chooser)
    page.on("popup", window)
    page.on("download", lambda _one: watched.effects.append("download"))
    return watched


def rest(page: Page) -> None:
    """Wait until a page is at rest."""
    page.wait_for_function("() => window.robot !== undefined && document.body !== null")
    page.evaluate("robot.rest()")
