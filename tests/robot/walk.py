"""The walk: from the home page over every sort of screen that links lead to, each looked at, its controls
pressed and its forms sent. Seeded: the same seed presses the same in the same order."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from urllib.parse import urlsplit

from playwright.sync_api import Error as PlaywrightError

from .checks import ACT, ANSWERS, SCREEN, Act, State, silent
from .controls import Control, element, offered
from .exceptions import pressed_elsewhere
from .report import Finding, Report
from .screens import Frontier, linked, pattern
from .seat import Seat
from .values import QUALITIES, Quality, value
from .watch import rest

SEED = "TAHQIQ_ROBOT_SEED"
MOST = 6
"""Findings of one check that are told of one screen; the rest is counted."""
DEEP = 2
"""How many layers over a page (a menu, a dialog from it) are pressed through."""
PATIENCE = 3_000
"""Milliseconds that a control may be covered or moving before it counts as one that cannot be pressed."""
MISSING = "[data-missing]"


def seed() -> str:
    """The seed of the run: what the environment says, else always the same."""
    return os.environ.get(SEED, "1")


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is walked: sorts of screens, presses on each, forms on each; which patterns (``wanted``)."""

    screens: int = 400
    presses: int = 40
    forms: int = 6
    wanted: Callable[[str], bool] = lambda _sort: True


class Walk:
    """One walk of one seat."""

    def __init__(self, seat: Seat, bounds: Bounds, report: Report, first: str = "/") -> None:
        self._seat, self._page, self._bounds, self._report = seat, seat.page, bounds, report
        self._dice = Random(f"{seed()}/{seat.name}")
        self._frontier = Frontier(first)
        self._pressed: set[tuple[str, ...]] = set()
        self._seen: set[tuple[str, str]] = set()
        self._sort = self._address = ""
        self.screens: list[str] = []
        self.presses = 0

    def run(self) -> None:
        """Walk until nothing is left, or as much as the bounds say."""
        while len(self.screens) < self._bounds.screens:
            waiting = [one for one in self._frontier.sorts() if self._bounds.wanted(one)]
            if not waiting:
                return
            sort = self._dice.choice(waiting)
            self._screen(sort, self._frontier.take(sort))

    def _screen(self, sort: str, address: str) -> None:
        self._sort, self._address = sort, address
        self.screens.append(sort)
        self._seen.clear()
        if not self._open():
            return
        self._look("")
        self._enter("silent-refusal", "", silent(self._page, self._seat.watched))
        missing = [one.path for one in self._seat.watched.answers if one.status == 404]
        if missing or self._page.locator(MISSING).count():
            self._enter("dead-link", "", [f"leads nowhere {' '.join(missing)}".strip()])
        self._press_all(())
        self._send_forms()

    def _open(self) -> bool:
        """Open the screen anew; whether it is there. A session that was ended by what was pressed begins
        again."""
        for _ in range(2):
            self._seat.watched.clear()
            self._page.goto(self._address)
            rest(self._page)
            if urlsplit(self._page.url).path != "/sign-in":
                return True
            self._seat.sign()
        return False

    def _look(self, control: str) -> None:
        for check, look in SCREEN.items():
            self._enter(check, control, look(self._page, self._seat.language))
        for check, found in ANSWERS.items():
            self._enter(check, control, found(self._page, self._seat.watched))
        self._frontier.add(linked(self._page))

    def _state(self) -> State:
        state: State = self._page.evaluate("robot.state()")
        return state

    def _enter(self, check: str, control: str, details: list[str]) -> None:
        more = [f"{len(details) - MOST} more like these"] if len(details) > MOST else []
        for detail in [*details[:MOST], *more]:
            if (check, detail) in self._seen and check in SCREEN:
                continue  # was there before the control was pressed
            self._seen.add((check, detail))
            finding = Finding(check, self._sort, control, detail)
            picture = self._report.add(finding, self._seat.name, self._page.url)
            if picture is not None:
                self._page.screenshot(path=picture)

    def _fresh(self, path: tuple[str, ...]) -> list[Control]:
        """Controls that nobody pressed yet: those of the frame once in a walk, those of a screen once
        there."""
        found: dict[tuple[str, ...], Control] = {}
        for control in offered(self._page):
            if control.link or control.chosen or control.submits or pressed_elsewhere(control):
                continue
            place = (
                "frame" if control.region == "header" or path[:1] == ("header",) else self._sort,
                *path,
                *control.key,
            )
            if place not in self._pressed:
                found.setdefault(place, control)
        places = list(found)
        self._dice.shuffle(places)
        chosen = places[: self._bounds.presses]
        self._pressed.update(chosen)
        return [found[place] for place in chosen]

    def _press_all(self, path: tuple[str, ...], before: tuple[Control, ...] = ()) -> None:
        """Press what is offered in the uppermost layer; what opens is pressed through as well."""
        for control in self._fresh(path):
            if not self._again(before):
                return
            found = self._same(control)
            if found is None:
                continue
            act = self._press(found)
            if act is None:
                continue
            if act.after["layers"] > act.before["layers"]:
                self._look(control.label)
                if len(before) < DEEP:
                    region = "header" if control.region == "header" or path[:1] == ("header",) else ""
                    self._press_all((region, *path[1:], control.name), (*before, control))
                self._close(control)

    def _again(self, before: tuple[Control, ...]) -> bool:
        """Be on the screen as it was: nothing open but what ``before`` opened."""
        state = self._state()
        if state["layers"] == len(before) and pattern(state["address"]) == pattern(self._address):
            return True
        if not self._open():
            return False
        for control in before:
            found = self._same(control)
            handle = element(self._page, found) if found is not None else None
            if handle is None:
                return False
            try:
                handle.click(timeout=PATIENCE)
            except PlaywrightError:
                return False
            rest(self._page)
        return self._state()["layers"] == len(before)

    def _same(self, control: Control) -> Control | None:
        """The control among those that are offered now."""
        return next((one for one in offered(self._page) if one.key == control.key), None)

    def _press(self, control: Control, sends: bool = False) -> Act | None:
        """Press or fill a control and judge what follows; None where it is no longer there."""
        handle = element(self._page, control)
        if handle is None:
            return None
        try:
            handle.evaluate("one => one.focus()")
            handle.hover(timeout=PATIENCE)
            rest(self._page)
            self._seat.watched.clear()
            before = self._state()
            drawn = self._page.screenshot() if before["canvas"] else b""
            if control.fills:
                given = value(control.field, self._dice.choice(QUALITIES), self._dice)
                self._fill(control, given)
                if control.kind in ("text", "search"):
                    self._page.keyboard.press("Enter")
            else:
                handle.click(timeout=PATIENCE)
        except PlaywrightError as error:
            if "attached" not in str(error):
                self._enter("covered", control.label, ["cannot be pressed"])
            return None
        self.presses += 1
        return self._judge(control, before, drawn, sends)

    def _judge(self, control: Control, before: State, drawn: bytes, sends: bool) -> Act:
        rest(self._page)
        act = Act(before, self._state(), self._seat.watched, bool(drawn) and self._page.screenshot() != drawn)
        for check, judge in ACT.items():
            if check != "no-effect" or not (sends or control.fills):
                self._enter(check, control.label, judge(act))
        for check, found in ANSWERS.items():
            self._enter(check, control.label, found(self._page, self._seat.watched))
        return act

    def _close(self, control: Control) -> None:
        """Close what a control opened with Escape: the keyboard is somewhere afterwards."""
        before = self._state()
        if before["layers"] == 0:
            return
        self._page.keyboard.press("Escape")
        rest(self._page)
        act = Act(before, self._state(), self._seat.watched)
        if act.after["layers"] < before["layers"]:
            self._enter("focus-lost", f"Escape after {control.label}", ACT["focus-lost"](act))

    def _fill(self, control: Control, given: str) -> None:
        """Give a field a value; what a browser does not take into it stays out."""
        handle = element(self._page, control)
        if handle is None:
            return
        try:
            if control.kind == "select":
                handle.select_option(given, timeout=PATIENCE)
            else:
                handle.fill(given, timeout=PATIENCE)
        except PlaywrightError:
            return

    def _send_forms(self) -> None:
        """Send each form of the screen with wrong, borderline and valid values."""
        if not self._again(()):
            return
        sends = [one for one in offered(self._page) if one.submits and one.form >= 0]
        keys = list(dict.fromkeys(one.key for one in sends))
        for key in keys[: self._bounds.forms]:
            for quality in QUALITIES:
                if not self._open():
                    return
                self._send(key, quality)

    def _send(self, key: tuple[str, str, str], quality: Quality) -> None:
        button = next((one for one in offered(self._page) if one.submits and one.key == key), None)
        if button is None:
            return
        fields = [one for one in offered(self._page) if one.form == button.form and one.fills]
        for control in fields:
            offered(self._page)
            again = next((one for one in offered(self._page) if one.key == control.key), None)
            if again is not None and not pressed_elsewhere(again):
                self._fill(again, value(control.field, quality, self._dice))
        rest(self._page)
        button = next((one for one in offered(self._page) if one.submits and one.key == key), None)
        if button is not None:
            self._press(button, sends=True)
            if self._seat.watched.answers:
                self._look(f"{button.label} ({quality})")
