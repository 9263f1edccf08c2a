"""Invented compounds with spectra that differ a little each time they are measured."""

from pathlib import Path

import numpy as np

SEED = 20260101
Entry = tuple[str, str, str, np.ndarray, np.ndarray]
"""Name, key, formula, m/z, heights."""


def spectra(count: int, times: int, seed: int = SEED, twins: int = 0) -> list[Entry]:
    """``count`` compounds measured ``times`` each: name, key, formula, m/z, heights. The first ``twins`` have
    an isomer with nearly their spectrum."""
    rng = np.random.default_rng(seed)
    found = []
    for number in range(count):
        mz = np.sort(rng.choice(np.arange(40, 320), 35, replace=False))
        heights = np.exp(rng.normal(3, 1.6, 35))
        kinds = [(number, heights)] + (
            [(1000 + number, heights * np.exp(rng.normal(0, 0.05, 35)))] if number < twins else []
        )
        for kind, base in kinds:
            name = f"invented {kind}"
            key = "".join(chr(65 + int(digit)) for digit in f"{kind:014d}") + "-AAAAAAAAAA-N"
            for _ in range(times):
                noisy = base * np.exp(rng.normal(0, 0.25, 35))
                keep = rng.random(35) > 0.05
                found.append(
                    (
                        name,
                        key,
                        f"C{number + 5}H{number + 9}",
                        mz[keep].astype(float),
                        np.round(noisy[keep], 2),
                    )
                )
    return found


def msp(path: Path, entries: list[Entry], numbered: str = "X", **fields: str) -> Path:
    """An MSP library of them."""
    text = ""
    for place, (name, key, formula, mz, heights) in enumerate(entries):
        said = "".join(f"{label}: {value}\n" for label, value in fields.items())
        text += (
            f"Name: {name}\nDB#: {numbered}{place}\nInChIKey: {key}\nFormula: {formula}\n{said}Num "
            f"Peaks: {len(mz)}\n"
        )
        text += "".join(f"{one:g} {height:g}\n" for one, height in zip(mz, heights, strict=True)) + "\n"
    path.write_text(text)
    return path
