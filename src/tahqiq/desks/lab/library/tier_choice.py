"""The tiers a library goes by: its own where it could measure them, else those of a public set, and it says
which."""

import json
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from tahqiq.desks.lab.library.features import FEATURES
from tahqiq.desks.lab.library.store import Library, Manifest, manifest_of, save
from tahqiq.desks.lab.library.tiers import Tiers, tiers_from
from tahqiq.desks.lab.library.trial import measure
from tahqiq.kit.errors import Damaged


def gauge(folder: Path) -> Tiers:
    """Measure a library on itself and keep the result with it; those of the public set where it has too few
    replicates."""
    found = measure(Library(folder))
    if found is not None:
        save(folder, replace(manifest_of(folder), tiers=found.kept()))
    return tiers_of(manifest_of(folder))


def tiers_of(manifest: Manifest) -> Tiers:
    """The tiers that a library goes by: where it has none, or measured itself by other features than today's,
    those of the public set. Raises ``Damaged`` (``lab-library-damaged``) where what is kept is none."""
    if manifest.tiers is None or manifest.tiers.get("features") != len(FEATURES):
        return public_tiers()
    try:
        return tiers_from(manifest.tiers)
    except (KeyError, TypeError):
        raise Damaged("lab-library-damaged", name="tiers", file="library.json") from None


@cache
def public_tiers() -> Tiers:
    """What was measured on a public set of spectra (its name and size stand in ``on``); numbers only, nothing
    of the set is kept here."""
    return tiers_from(json.loads(files(__package__).joinpath("public_tiers.json").read_text("utf-8")))
