"""Fuzzy name search over invented names, beside a brute-force comparison of all of them with rapidfuzz in the
same run.

    python benchmarks/search.py [--names 1000000] [--queries 200] [--brute 30]

Names are put together at random from parts that nobody bears together (seeded, so every run has the same
ones), 30 % of them in Arabic letters. A question is one of the names with one or two random edits (insert,
delete, replace, swap). hit@10: the name it was made of is among the first ten answers. Names in the other
script are asked as they are, without edits. The ratio to brute force counts; milliseconds only inform.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from itertools import islice
from pathlib import Path

from anyascii import anyascii
from rapidfuzz import fuzz, process

from tahqiq.model.batch import Mapped, Nodes, Statements
from tahqiq.model.place import Part
from tahqiq.model.scope import Actor, Scope
from tahqiq.model.source import Deposit
from tahqiq.model.statement import fragment_id
from tahqiq.names.fold import fold
from tahqiq.samples.pools import FEMALE, KURDISH, MALE
from tahqiq.store.publication import Counts
from tahqiq.store.search import Search
from tahqiq.store.statements import StatementWriter
from tahqiq.store.workspace import Workspace

SEED = 20240611
_LETTERS = {
    "b": "ب",
    "t": "ت",
    "j": "ج",
    "h": "ح",
    "kh": "خ",
    "d": "د",
    "r": "ر",
    "z": "ز",
    "s": "س",
    "sh": "ش",
    "f": "ف",
    "q": "ق",
    "k": "ك",
    "l": "ل",
    "m": "م",
    "n": "ن",
    "w": "و",
    "y": "ي",
    "gh": "غ",
    "dh": "ذ",
}
_VOWELS = (("a", ""), ("i", ""), ("u", ""), ("aa", "ا"), ("ee", "ي"), ("oo", "و"))
_ARABIC_LETTERS = "ابتجحخدرزسشعفقكلمنهوي"
_LATIN_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_BATCH = 50_000


def _word(rng: random.Random) -> tuple[str, str]:
    """An invented word in Latin and Arabic letters."""
    latin = arabic = ""
    for _ in range(rng.choice((2, 3, 3, 4))):
        consonant = rng.choice(list(_LETTERS))
        vowel, long = rng.choice(_VOWELS)
        latin, arabic = latin + consonant + vowel, arabic + _LETTERS[consonant] + long
    return latin.capitalize(), arabic


def invented(rng: random.Random) -> Iterator[tuple[str, str]]:
    """Names without end, each with itself in the other script: two or three given names, common ones more
    often, and a family name.

    30 % are in Arabic letters.
    """
    given = [(part.latin, part.ar) for part in (*MALE, *KURDISH, *FEMALE)]
    given += [((latin,), arabic) for latin, arabic in (_word(rng) for _ in range(600))]
    weights = [1 / (rank + 10) for rank in range(len(given))]
    families = [_word(rng) for _ in range(20_000)]
    while True:
        chosen = rng.choices(given, weights, k=rng.choice((2, 3, 3)))
        latin, arabic = rng.choice(families)
        in_arabic = " ".join([*(part[1] for part in chosen), "ال" + arabic + "ي"])
        in_latin = " ".join([*(rng.choice(part[0]) for part in chosen), f"Al-{latin}i"])
        yield (in_arabic, in_latin) if rng.random() < 0.3 else (in_latin, in_arabic)


def edited(rng: random.Random, name: str, edits: int) -> str:
    """The name with some random edits."""
    letters = _LATIN_LETTERS if name.isascii() else _ARABIC_LETTERS
    for _ in range(edits):
        at, kind = rng.randrange(len(name)), rng.randrange(4)
        before, here, after = name[:at], name[at], name[at + 1 :]
        made = (
            before + rng.choice(letters) + here + after,
            before + after,
            before + rng.choice(letters) + after,
            before + after[:1] + here + after[1:],
        )
        name = made[kind]
    return name


def workspace_of(names: Sequence[str], root: Path, database_url: str = "") -> Workspace:
    """A workspace with one published source in which each name is a person."""
    workspace = Workspace.create(root, database_url)
    sealed = workspace.originals.seal(BytesIO(b"benchmark"))
    source = workspace.sources.deposit(sealed, "names.csv", Deposit("c"), "benchmark")
    writer = StatementWriter(workspace.database, source, workspace.publication.spool(source.no))
    for start in range(0, len(names), _BATCH):
        batch = names[start : start + _BATCH]
        nodes, made = Nodes(), Statements()
        for row, name in enumerate(batch, start + 1):
            made.entity.append(nodes.add(fragment_id(sealed.sha256, "m", str(row)), "Person"))
            made.value.append(name)
            made.row.append(row)
        size = len(batch)
        made.prop, made.original, made.lang = ["name"] * size, [None] * size, [""] * size
        made.target, made.column = [-1] * size, [1] * size
        writer.add(Mapped(Part(0), nodes, made, [], [], size, size))
    manifest, count = workspace.publication.write_manifest(source.no)
    workspace.publication.publish(source, Counts(len(names), len(names), 0, count, 0), manifest, [])
    return workspace


def measured(
    ask: Callable[[str], list[str]], questions: Sequence[tuple[str, str]]
) -> tuple[list[float], float, float]:
    """Milliseconds of each question, sorted, and the shares of right names among the first ten and in first
    place."""
    took, ten, first = [], 0, 0
    for right, asked in questions:
        began = time.perf_counter()
        found = ask(asked)
        took.append(1000 * (time.perf_counter() - began))
        ten += right in found[:10]
        first += found[:1] == [right]
    return sorted(took), ten / len(questions), first / len(questions)


def say(what: str, result: tuple[list[float], float, float]) -> float:
    """One line of the table; returns the median."""
    took, ten, first = result
    median, late = took[len(took) // 2], took[int(len(took) * 0.95)]
    sys.stdout.write(
        f"{what:44} p50 {median:8.1f} ms   p95 {late:8.1f} ms   hit@10 {ten:.3f}   first {first:.3f} "
        f"  ({len(took)} questions)\n"
    )
    return median


def run(count: int, asked: int, brute: int, root: Path) -> None:
    """Build, ask, print."""
    rng = random.Random(SEED)  # noqa: S311 (invented data, no secret)
    both = list(islice(invented(rng), count))
    names = [name for name, _ in both]
    questions = [(name, edited(rng, name, rng.choice((1, 2)))) for name in rng.sample(names, asked)]
    across = rng.sample(both, asked)
    began = time.perf_counter()
    workspace = workspace_of(names, root)
    stored = time.perf_counter()
    search = Search(workspace)
    search.rebuild()
    built = time.perf_counter()
    size = sum(path.stat().st_size for path in (root / "index").rglob("*") if path.is_file())
    arabic = sum(not name.isascii() for name in names) / count
    sys.stdout.write(
        f"{count} names, {len(set(names))} different, {arabic:.0%} in Arabic letters; stored in "
        f"{stored - began:.0f} s,"
        f" indexed in {built - stored:.0f} s ({count / (built - stored):.0f}/s), {size / 1e6:.0f} MB\n"
    )
    scope = Scope(
        Actor("b", "b", frozenset()), "work", frozenset(item.no for item in workspace.sources.data_classes())
    )

    def ours(text: str) -> list[str]:
        return [why.value for hit in search.search(scope, text, limit=10).hits for why in hit.why]

    folded = [fold(name) for name in names]

    def all_of_them(text: str) -> list[str]:
        return [
            names[at]
            for _, _, at in process.extract(fold(text), folded, scorer=fuzz.ratio, processor=None, limit=10)
        ]

    for name, _ in questions[:20]:
        ours(name)
    median = say("tahqiq, one or two edits", measured(ours, questions))
    slow = say("rapidfuzz, every name (ratio of folded names)", measured(all_of_them, questions[:brute]))
    sys.stdout.write(f"ratio of medians: {slow / median:.1f}\n")
    say("tahqiq, asked in the other script", measured(ours, across))
    scripts = {arabic: [name for name in names if name.isascii() != arabic] for arabic in (True, False)}
    romanised = {
        arabic: [anyascii(fold(name)).lower() for name in listed] for arabic, listed in scripts.items()
    }

    def other_script(text: str) -> list[str]:
        arabic = text.isascii()
        found = process.extract(
            anyascii(fold(text)).lower(), romanised[arabic], scorer=fuzz.ratio, processor=None, limit=10
        )
        return [scripts[arabic][at] for _, _, at in found]

    say("rapidfuzz on anyascii, names of that script", measured(other_script, across[:brute]))
    workspace.close()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--names", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--brute", type=int, default=30)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="tahqiq-search-"))
    try:
        run(options.names, options.queries, options.brute, folder / "ws")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
