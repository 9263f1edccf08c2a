"""Pairs of names that are hard to tell apart, and sets of names that nothing was chosen on: ours beside
peers. Writes two sections of quality.md.

    python benchmarks/names_hard.py --romanizer FOLDER [--kurmanji FILE] [--singles FILE] [--nomenklatura
    PYTHON] [--size 30000] [--write]

Pairs: see ``name_pairs.py``; the area under the ROC curve (AUC) is the share of pairs of one person's records
that score above those of two people's. Recall: Latin names asked against names in Arabic letters; see
``names.py`` for --romanizer (arabic-name-romanizer 0.2.0, CC0). Questions are halved by a hash of the Arabic
name. ``--kurmanji``: the Hunspell dictionary of Kurmanji (kmr-Latn.dic), whose capitalised nouns are given
names; two or three put together are written in Kurdish Arabic letters by the standard table and asked in
Kurmanji spelling. ``--singles``: tab-separated Latin words and Arabic ones with blanks between their letters
(NETransliteration, wd_arabic_20: labels of Wikidata). All are fetched by hand, none is part of the project,
and what is not given is not measured.
"""

import argparse
import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray
from rapidfuzz import fuzz

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.name_pairs import EGYPT_AND_WEST, LEVANT_AND_GULF, PERSIAN, Maker, Pair, parts_of  # noqa: E402
from benchmarks.names import Question, by_matrix, database_of, held, mistyped, ours, recall  # noqa: E402
from tahqiq.names.fold import fold  # noqa: E402
from tahqiq.names.score import score  # noqa: E402
from tahqiq.names.threshold import THRESHOLDS, compared_parts, threshold  # noqa: E402

PAGE = ROOT / "docs" / "reference" / "quality.md"
START, END = "<!-- names-hard:start -->", "<!-- names-hard:end -->"
SEED, PEER_PAIRS = 17, 2000
Floats = NDArray[np.float64]


def auc(same: Floats, other: Floats) -> float:
    """The share of pairs (one of ``same``, one of ``other``) in which the first scores higher; equals count
    half."""
    _, place, count = np.unique(np.concatenate([same, other]), return_inverse=True, return_counts=True)
    ranks = (np.cumsum(count) - (count - 1) / 2)[place]
    return float((ranks[: len(same)].sum() - len(same) * (len(same) + 1) / 2) / (len(same) * len(other)))


def romanised(name: str) -> str:
    """What the peers are given."""
    return anyascii(fold(name)).lower()


PEER = """
import json, sys
from followthemoney import model
from nomenklatura.matching import LogicV2
config = LogicV2.default_config()
def person(name):
    entity = model.make_entity("Person"); entity.id = name; entity.add("name", name); return entity
json.dump([LogicV2.compare(person(a), person(b), config).score for a, b in json.load(sys.stdin)], sys.stdout)
"""


def by_logic(python: Path, pairs: Sequence[Pair]) -> Floats:
    """logic-v2 of nomenklatura on pairs, run by the Python of its own environment."""
    asked = json.dumps([(pair.left, pair.right) for pair in pairs])
    done = subprocess.run([str(python), "-c", PEER], input=asked, capture_output=True, text=True, check=True)  # noqa: S603
    return np.array(json.loads(done.stdout))


def hard(options: argparse.Namespace, database: Path) -> list[str]:
    """The table of pairs, by what they were made of, and that of thresholds."""
    lines = [
        (
            "| names of | chosen on | pairs | ours | ratio | token_sort | logic-v2 | brothers | sounding "
            "| compounds | father, son | swapped | turned | cousins | namesakes |"
        ),
        "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    passes: list[str] = []
    sets = [
        ("Iraq, Levant, Gulf", LEVANT_AND_GULF, False, False),
        ("Iraq, Levant, Gulf", LEVANT_AND_GULF, True, False),
        ("Iran, Afghanistan", PERSIAN, False, True),
        ("Iran, Afghanistan", PERSIAN, True, True),
        ("Egypt, North Africa", EGYPT_AND_WEST, None, False),
    ]
    for where, countries, unseen, persian in sets:
        given, family = parts_of(database, countries, unseen)
        pairs = list(Maker(given, family, SEED, persian).pairs(options.size))
        same = np.array([pair.same for pair in pairs])
        kinds = np.array([pair.kind for pair in pairs])
        began = time.process_time()
        mine = np.array([score(pair.left, pair.right) for pair in pairs])
        speed = len(pairs) / (time.process_time() - began)
        cells = [f"{auc(mine[same], mine[~same]):.3f}"]
        for peer in (fuzz.ratio, fuzz.token_sort_ratio):
            theirs = np.array([peer(romanised(pair.left), romanised(pair.right)) for pair in pairs])
            cells.append(f"{auc(theirs[same], theirs[~same]):.3f}")
        if options.nomenklatura:
            few = slice(0, PEER_PAIRS)
            theirs = by_logic(options.nomenklatura, pairs[few])
            cells.append(f"{auc(theirs[same[few]], theirs[~same[few]]):.3f} (n={PEER_PAIRS:,})")
        else:
            cells.append("–")
        for kind in (
            "brothers",
            "sounding",
            "compounds",
            "father and son",
            "swapped",
            "turned",
            "cousins",
            "namesakes",
        ):
            cells.append(f"{auc(mine[same], mine[kinds == kind]):.3f}")
        half = "no" if unseen or unseen is None else "yes"
        lines.append(f"| {where} | {half} | {len(pairs):,} | {' | '.join(cells)} |")
        sys.stdout.write(f"{lines[-1]}  ({speed:,.0f} pairs per CPU second, parsing counted)\n")
        sys.stdout.flush()
        if half == "no":
            passes.append(f"| {where} | {' | '.join(_passed(pairs, mine, same))} |")
    return [
        *lines,
        "",
        (
            "What passes the thresholds, one person's pairs / two people's, by the number of parts of "
            "the shorter and of the longer name, on parts that nothing was chosen on:"
        ),
        "",
        f"| names of | {' | '.join(f'{_beside(*row)}: {threshold(*row):.2f}' for row in _rows())} |",
        f"|---|{'---|' * len(_rows())}",
        *passes,
    ]


def _passed(pairs: Sequence[Pair], mine: Floats, same: NDArray[np.bool_]) -> list[str]:
    parts = [compared_parts(pair.left, pair.right) for pair in pairs]
    made = []
    for row in _rows():
        inside = np.array([one == row for one in parts])
        here = [mine[inside & chosen] >= threshold(*row) for chosen in (same, ~same)]
        made.append(f"{here[0].mean():.3f} / {here[1].mean():.3f} (of {len(here[0]):,} and {len(here[1]):,})")
    return made


def _rows() -> list[tuple[int, int]]:
    """Parts of the shorter and of the longer name, without single words, of which there are too few."""
    return [(short, long) for short, row in THRESHOLDS.items() if short > 1 for long in row]


def _beside(short: int, long: int) -> str:
    return f"{short} beside {long}{' and more' if long == max(THRESHOLDS[short]) else ''}"


def asked_of(
    database: Path, countries: Sequence[str], persian: bool, size: int
) -> tuple[dict[str, list[Question]], list[str]]:
    """Questions by condition from the full names of some countries, and the list they are asked against."""
    import sqlite3

    marks = ",".join("?" * len(countries))
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        rows = connection.execute(
            (
                "SELECT arabic_key, latin FROM full_names WHERE source = 'wikidata' AND latin_lang = "
                f"'en' AND country IN ({marks})"
            ),
            list(countries),
        ).fetchall()
    right: dict[str, set[str]] = {}
    for arabic, latin in rows:
        if " " in arabic.strip() and " " in latin.strip():
            written = arabic.replace("ي", "ی").replace("ك", "ک") if persian else arabic
            right.setdefault(latin, set()).add(written)
    rng = random.Random(SEED)  # noqa: S311 (a repeatable benchmark)
    listed = sorted({name for answers in right.values() for name in answers})
    questions: dict[str, list[Question]] = {"full": [], "family first": [], "one typo": []}
    for latin in rng.sample(sorted(right), min(size, len(right))):
        words, answers = latin.split(), frozenset(right[latin])
        for condition, text in (
            ("full", latin),
            ("family first", " ".join([words[-1], *words[:-1]])),
            ("one typo", mistyped(rng, latin)),
        ):
            questions[condition].append(Question(text, answers, held(min(answers))))
    return questions, listed


_HAWAR = {
    "a": "ا",
    "b": "ب",
    "c": "ج",
    "ç": "چ",
    "d": "د",
    "e": "ە",
    "ê": "ێ",
    "f": "ف",
    "g": "گ",
    "h": "ه",
    "i": "",
    "î": "ی",
    "j": "ژ",
    "k": "ک",
    "l": "ل",
    "m": "م",
    "n": "ن",
    "o": "ۆ",
    "p": "پ",
    "q": "ق",
    "r": "ر",
    "s": "س",
    "ş": "ش",
    "t": "ت",
    "u": "و",
    "û": "وو",
    "v": "ڤ",
    "w": "و",
    "x": "خ",
    "y": "ی",
    "z": "ز",
}


def in_arabic_letters(word: str) -> str:
    """A Kurmanji word in Kurdish Arabic letters, by the standard table; a vowel at the beginning has its
    carrier."""
    low = word.lower()
    return ("ئ" if low[0] in "aeêiîouû" else "") + "".join(_HAWAR.get(sign, "") for sign in low)


def kurmanji(path: Path, size: int) -> tuple[list[Question], list[str]]:
    """Two or three given names each, asked in Kurmanji spelling against Kurdish Arabic letters."""
    lines = path.read_text("utf-8").splitlines()
    found = [re.match(r"([A-ZÇÊÎŞÛ][a-zçêîşû]{2,})/[FM] po:noun", line) for line in lines]
    words = sorted({match[1] for match in found if match})
    rng = random.Random(SEED)  # noqa: S311
    made: dict[str, Question] = {}
    while len(made) < size:
        chosen = rng.sample(words, rng.choice((2, 3, 3)))
        arabic = " ".join(map(in_arabic_letters, chosen))
        made.setdefault(arabic, Question(" ".join(chosen), frozenset([arabic]), held(arabic)))
    return list(made.values()), sorted(made)


def singles(path: Path, size: int) -> tuple[list[Question], list[str]]:
    """Single words of Wikidata's labels."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    pairs = sorted({(row[0], row[1].replace(" ", "")) for row in rows if len(row) > 1 and len(row[0]) > 2})
    right: dict[str, set[str]] = {}
    for latin, arabic in random.Random(SEED).sample(pairs, min(size, len(pairs))):  # noqa: S311
        right.setdefault(latin, set()).add(arabic)
    return [
        Question(latin, frozenset(answers), held(min(answers))) for latin, answers in sorted(right.items())
    ], sorted({arabic for _, arabic in pairs})


def recalls(options: argparse.Namespace, database: Path) -> Iterator[str]:
    """The table of recall, line by line."""
    yield (
        "| set | condition | ours, first half R@1 / R@5 | ours, second half | anyascii + ratio, first "
        "half | second half | questions, list |"
    )
    yield "|---|---|---|---|---|---|---|"
    conditions: list[tuple[str, str, list[Question], list[str]]] = []
    for name, countries, persian in (
        ("Iran (Persian letters)", ("IR",), True),
        ("Afghanistan, Pakistan", ("AF", "PK"), True),
        ("Egypt, North Africa", EGYPT_AND_WEST, False),
    ):
        questions, listed = asked_of(database, countries, persian, options.questions)
        conditions += [(name, condition, asked, listed) for condition, asked in questions.items()]
    for name, path, maker in (
        ("Kurmanji spelling", options.kurmanji, kurmanji),
        ("single words", options.singles, singles),
    ):
        if path:
            conditions.append((name, "full", *_made(maker, path, options.questions)))
    for name, condition, asked, listed in conditions:
        mine, theirs = recall(ours(asked, listed)), recall(by_matrix(fuzz.ratio)(asked, listed))
        cells = [
            f"{found[half].first:.3f} / {found[half].five:.3f}"
            for found in (mine, theirs)
            for half in ("tuned on", "held out")
        ]
        yield f"| {name} | {condition} | {' | '.join(cells)} | {len(asked):,}, {len(listed):,} |"


def _made(
    maker: Callable[[Path, int], tuple[list[Question], list[str]]], path: Path, size: int
) -> tuple[list[Question], list[str]]:
    return maker(path, size)


def write(text: str) -> None:
    """Puts the section between its marks, or behind that of names when it is not there yet."""
    page = PAGE.read_text("utf-8")
    marked = f"{START}\n{text}\n{END}"
    pattern = re.compile(f"{re.escape(START)}.*?{re.escape(END)}", re.DOTALL)
    page = pattern.sub(lambda _: marked, page) if START in page else f"{page.rstrip()}\n\n{marked}\n"
    PAGE.write_text(page, "utf-8")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--romanizer", type=Path, help="folder in which arabic-name-romanizer is installed")
    parser.add_argument("--kurmanji", type=Path, help="kmr-Latn.dic")
    parser.add_argument("--singles", type=Path, help="wd_arabic_20")
    parser.add_argument("--nomenklatura", type=Path, help="Python of an environment with nomenklatura")
    parser.add_argument("--size", type=int, default=30_000, help="pairs of each set")
    parser.add_argument("--questions", type=int, default=1500, help="questions of each set")
    parser.add_argument("--write", action="store_true", help="put the section into docs/reference/quality.md")
    options = parser.parse_args()
    database = database_of(options.romanizer)
    if database is None:
        sys.stdout.write("arabic-name-romanizer is not here (see --help): nothing is measured.\n")
        return
    lines = [
        "## Names that are hard to tell apart",
        "",
        *hard(options, database),
        "",
        "Recall on sets that were not looked at before:",
        "",
    ]
    for line in recalls(options, database):
        lines.append(line)
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    found = "\n".join([*lines, "", "Made by `benchmarks/names_hard.py --write`."])
    if options.write:
        write(found)


if __name__ == "__main__":
    main()
