#!/usr/bin/env python3
"""Which locked packages have a known vulnerability, told from a copy of an advisory database and without a
network.

    .venv/bin/python scripts/advisories.py FOLDER... [--locks requirements ui/package-lock.json] [--json]

FOLDER is a checkout of a database in the Open Source Vulnerability format
(https://ossf.github.io/osv-schema/), one advisory in each ``.yaml`` or ``.json`` file: the Python Packaging
Advisory Database, the GitHub Advisory Database. Prints one line for each advisory about a version that is
locked, and how many advisories were read and how new the newest is: a silent answer says no more than the
copy knew. Exit code 1 when a locked version is affected, 2 when there is no advisory in FOLDER.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml
from packaging.version import InvalidVersion, Version

ROOT = Path(__file__).resolve().parent.parent
PYPI, NPM = "PyPI", "npm"
Locked = dict[tuple[str, str], set[str]]
"""The versions that are locked, by ecosystem and name."""
_PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)
_NUMBERS = re.compile(r"^v?(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+.*)?$")


@dataclass(frozen=True, slots=True)
class Affected:
    """A locked version that an advisory is about; ``fixed`` are the versions in which it is mended (empty:
    none is named)."""

    advisory: str
    ecosystem: str
    name: str
    version: str
    fixed: tuple[str, ...]
    about: str


def plain(ecosystem: str, name: str) -> str:
    """A package's name as it is compared: PyPI does not tell ``-``, ``_`` and ``.`` apart (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower() if ecosystem == PYPI else name


def locked(paths: Iterable[Path]) -> Locked:
    """What is locked in requirements files (or folders of them) and in ``package-lock.json``."""
    found: Locked = {}
    for path in (
        file for given in paths for file in (sorted(given.glob("*.txt")) if given.is_dir() else [given])
    ):
        text = path.read_text("utf-8")
        if path.suffix == ".json":
            for place, item in json.loads(text)["packages"].items():
                if place and "version" in item:
                    found.setdefault(
                        (NPM, item.get("name") or place.rpartition("node_modules/")[2]), set()
                    ).add(item["version"])
            continue
        for name, version in _PIN.findall(text):
            found.setdefault((PYPI, plain(PYPI, name)), set()).add(version)
    return found


def order(ecosystem: str, version: str) -> Any | None:  # noqa: ANN401 (whatever sorts)
    """What sorts versions of an ecosystem; None where it is no version."""
    if version == "0":
        return Version("0.dev0") if ecosystem == PYPI else ((0, 0, 0), 0, ())
    if ecosystem == PYPI:
        try:
            return Version(version)
        except InvalidVersion:
            return None
    read = _NUMBERS.match(version)
    if read is None:
        return None
    before = tuple(
        (0, int(part), "") if part.isdigit() else (1, 0, part) for part in (read[4] or "").split(".") if part
    )
    return (int(read[1]), int(read[2]), int(read[3])), int(not before), before


def within(ecosystem: str, version: str, events: Iterable[dict[str, str]]) -> bool:
    """Whether a version lies in a range of introduced, fixed and last affected versions. A bound that is no
    version is taken to hold it: better one line too many."""
    here = order(ecosystem, version)
    inside = False
    steps = []
    for event in events:
        for kind, bound in event.items():
            at = order(ecosystem, bound)
            if here is None or at is None:
                return True
            steps.append(
                (at, ("introduced", "last_affected", "fixed").index(kind) if kind != "limit" else 2, kind)
            )
    for at, _, kind in sorted(steps, key=lambda step: step[:2]):
        if kind == "introduced" and here >= at:
            inside = True
        elif (kind in ("fixed", "limit") and here >= at) or (kind == "last_affected" and here > at):
            inside = False
    return inside


def affected(advisory: dict[str, Any], versions: Locked) -> Iterator[Affected]:
    """The locked versions that an advisory is about; none for one that was withdrawn."""
    if advisory.get("withdrawn"):
        return
    for item in advisory.get("affected") or ():
        package = item.get("package") or {}
        ecosystem, given = package.get("ecosystem", ""), package.get("name", "")
        name = plain(ecosystem, given)
        ranges = [one for one in item.get("ranges") or () if one.get("type") in ("ECOSYSTEM", "SEMVER")]
        for version in sorted(versions.get((ecosystem, name), ())):
            if version in (item.get("versions") or ()) or any(
                within(ecosystem, version, one["events"]) for one in ranges
            ):
                fixed = tuple(event["fixed"] for one in ranges for event in one["events"] if "fixed" in event)
                about = (
                    (advisory.get("summary") or advisory.get("details") or "")
                    .strip()
                    .partition("\n")[0][:160]
                )
                yield Affected(str(advisory["id"]), ecosystem, name, version, fixed, about)


def advisories(folder: Path, names: Iterable[str]) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """When each advisory below a folder was last changed (ISO 8601), and the advisory itself where the text
    names one of the packages."""
    spelled = ("[-_.]+".join(map(re.escape, re.split(r"[-_.]+", name))) for name in sorted(names))
    wanted = re.compile(
        "|".join(rf"(?<![\w.-]){name}(?![\w-])" for name in spelled) or r"(?!)", re.IGNORECASE
    )
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for path in sorted(folder.rglob("*")):
        if path.suffix not in (".yaml", ".json") or any(
            part.startswith(".") for part in path.relative_to(folder).parts
        ):
            continue
        text = path.read_text("utf-8")
        changed = re.search(r"""^\s*["']?modified["']?:\s*["']?(\d{4}-\d\d-\d\d)""", text, re.MULTILINE)
        if not changed:
            continue
        read = (
            (yaml.load(text, loader) if path.suffix == ".yaml" else json.loads(text))  # noqa: S506
            if wanted.search(text)
            else None
        )
        yield changed[1], read if isinstance(read, dict) else None


def main(arguments: list[str] | None = None) -> int:
    """Print what is affected; see the top of this file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument(
        "--locks", nargs="+", type=Path, default=[ROOT / "requirements", ROOT / "ui" / "package-lock.json"]
    )
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    versions = locked(given.locks)
    found: set[Affected] = set()
    count, newest = 0, ""
    for folder in given.folders:
        for changed, advisory in advisories(folder, {name for _, name in versions}):
            count, newest = count + 1, max(newest, changed)
            found.update(affected(advisory, versions) if advisory else ())
    lines = sorted(found, key=lambda item: (item.ecosystem, item.name, item.advisory))
    packages = sum(map(len, versions.values()))
    if given.json:
        sys.stdout.write(
            json.dumps(
                {
                    "advisories": count,
                    "newest": newest,
                    "packages": packages,
                    "affected": [asdict(item) for item in lines],
                },
                indent=1,
            )
            + "\n"
        )
    else:
        for item in lines:
            sys.stdout.write(
                f"{item.advisory}  {item.ecosystem} {item.name} {item.version}  mended in "
                f"{', '.join(item.fixed) or 'none'}: {item.about}\n"
            )
        sys.stdout.write(
            f"{packages} locked versions, {count} advisories, the newest of {newest or 'never'}: "
            f"{len(lines)} affected.\n"
        )
    return 2 if not count else int(bool(lines))


if __name__ == "__main__":
    sys.exit(main())
