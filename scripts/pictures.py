#!/usr/bin/env python3
"""Take a picture of every screen, in each direction, light and dark, at two widths, into a folder: to look at
them all in one sitting.

``pictures.py OUTDIR`` makes a small sample case first; ``--workspace FOLDER`` uses one made with ``tahqiq
demo``. Names of the pictures: ``SCREEN.LANGUAGE.light|dark.WIDTH.png``. Needs the page built (make ui) and
Chromium. Prints one line for each screen on which the page reported an error or stuck out sideways, and ends
with 1 when there was one.
"""

import argparse
import json
import os
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, Error, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "tests" / "browser" / "fonts.conf"
sys.path.insert(0, str(ROOT))

from tools import chromium  # noqa: E402

from tahqiq.access.door import Door  # noqa: E402
from tahqiq.cli.serve import TRUTH, make_sample  # noqa: E402
from tahqiq.store.workspace import MARKER  # noqa: E402
from tahqiq.web.app import create_app  # noqa: E402
from tahqiq.workbench import Workbench  # noqa: E402
from tests.browser.conftest import sign  # noqa: E402
from tests.browser.screens import OUTSIDE, screens  # noqa: E402

LOGIN = "analyst"
HEIGHTS = {1280: 800, 1366: 768, 1920: 1080}
PHOTOGRAPHED = 4000
"""Pixels of height beyond which a long screen is cut."""


def main() -> int:
    """Take the pictures; 0, or 1 when a screen had something wrong with it."""
    asked = arguments()
    asked.outdir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="tahqiq-pictures-") as made:
        folder = asked.workspace or Path(made) / "sample"
        if not (folder / MARKER).exists():
            make_sample(folder, 1, 0.2)
        truth = json.loads((folder / TRUTH).read_text("utf-8"))["people"][0]
        door = Door.opened(folder)
        wanted = {
            "sign-in": OUTSIDE,
            **screens(Workbench(door, door.people.get(LOGIN)), truth["ar"], truth["phones"][0]),
        }
        wanted = {name: path for name, path in wanted.items() if not asked.only or name in asked.only}
        with serving(door) as url, sync_playwright() as playwright:
            environment = {**os.environ, "FONTCONFIG_FILE": str(FONTS)}
            browser = playwright.chromium.launch(
                executable_path=chromium(), args=["--no-sandbox"], env=dict(environment)
            )
            wrong = list(walk(browser, url, door, wanted, asked))
            browser.close()
        door.close()
    sys.stdout.write("".join(f"{line}\n" for line in wrong))
    return 1 if wrong else 0


def arguments() -> argparse.Namespace:
    """What is asked for on the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("outdir", type=Path)
    parser.add_argument(
        "--workspace",
        type=Path,
        help="a sample workspace made with `tahqiq demo`; a small one is made without",
    )
    parser.add_argument("--languages", nargs="+", default=["en", "ar"])
    parser.add_argument("--widths", nargs="+", type=int, default=[1280, 1920], choices=sorted(HEIGHTS))
    parser.add_argument("--schemes", nargs="+", default=["light", "dark"], choices=["light", "dark"])
    parser.add_argument("--only", nargs="+", default=[], help="names of screens")
    return parser.parse_args()


@contextmanager
def serving(door: Door) -> Iterator[str]:
    """A server over the workspace while the pictures are taken; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(create_app(door), host="127.0.0.1", port=port, log_level="warning")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


def walk(
    browser: Browser, url: str, door: Door, wanted: dict[str, str], asked: argparse.Namespace
) -> Iterator[str]:
    """Every screen in every form; yields what is wrong."""
    token = door.people.issue(door.people.get(LOGIN).id, "session", timedelta(hours=4))
    for language in asked.languages:
        for scheme in asked.schemes:
            for width in asked.widths:
                context = browser.new_context(
                    base_url=url, viewport={"width": width, "height": HEIGHTS[width]}, color_scheme=scheme
                )
                context.add_init_script(f"localStorage.setItem('tahqiq.locale', '{language}')")
                page = context.new_page()
                errors: list[str] = []
                page.on("pageerror", partial(note, errors))
                for name, path in wanted.items():
                    context.clear_cookies()
                    if path != OUTSIDE:
                        sign(context, url, token)
                    take(page, path, asked.outdir / f"{name}.{language}.{scheme}.{width}.png")
                    if page.evaluate(
                        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
                    ):
                        yield f"{name} {language} {width}: sticks out sideways"
                    yield from (f"{name} {language} {width}: {error}" for error in errors)
                    errors.clear()
                context.close()


def note(errors: list[str], error: Error) -> None:
    """Keep an error that the page reported."""
    errors.append(str(error))


def take(page: Page, path: str, file: Path) -> None:
    """One screen as it is when nothing more is asked of the server."""
    page.goto(path)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => 1)")
    page.wait_for_timeout(300)
    height = page.evaluate("document.documentElement.scrollHeight")
    size = page.viewport_size
    if size is None:
        return
    page.screenshot(
        path=file,
        full_page=True,
        clip={"x": 0, "y": 0, "width": size["width"], "height": min(height, PHOTOGRAPHED)},
    )


if __name__ == "__main__":
    sys.exit(main())
