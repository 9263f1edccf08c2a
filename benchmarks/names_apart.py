"""What unseen names showed, each measured apart: the other yeh, two names as one word, titles, Ibn in first
place, Kurmanji c, an alef more or less.

    python benchmarks/names_apart.py --romanizer FOLDER [--kurmanji FILE] [--persian FILE] [--size 800]
    [--half unseen|chosen]

Full names of Wikidata by country (arabic-name-romanizer 0.2.0, see ``names.py``), halved by a hash of the
Arabic name; the half called *chosen* may be looked at, the other is only counted. Each question is asked
against the whole list of its countries, written as the condition says. ``plain`` is the same questions
without the condition, so that the difference is what the condition costs. ``--kurmanji``: kmr-Latn.dic, its
names with a c. ``--persian``: a JSON list of Persian given names (``[{"name": …}]``), of which those that are
two others in one word are asked as two. Nothing is part of the project; what is not given is not measured.
"""

import argparse
import json
import random
import re
import sqlite3
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from rapidfuzz import fuzz

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.names import Question, by_matrix, database_of, held, ours, recall  # noqa: E402
from benchmarks.names_hard import in_arabic_letters  # noqa: E402

SEED = 23
COUNTRIES = ("IQ", "SY", "JO", "KW", "SA", "LB", "PS", "YE", "IR", "AF", "PK", "EG")
NamePair = tuple[str, str]
"""An Arabic name as it stands in the list and the Latin one that is asked."""
_TITLES = (
    ("الشيخ", "Sheikh"),
    ("شيخ", "Shaikh"),
    ("السيد", "Sayyid"),
    ("الدكتور", "Dr."),
    ("د.", "Doctor"),
    ("الحاج", "Haj"),
    ("العميد", "Brig."),
    ("ملا", "Mullah"),
)
_FAITH = re.compile("دين(?= |$)")


def pairs_of(database: Path, unseen: bool) -> list[NamePair]:
    """Full names of both scripts from one half, each Arabic name once."""
    marks = ",".join("?" * len(COUNTRIES))
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        rows = connection.execute(
            (
                "SELECT arabic_key, latin FROM full_names WHERE source = 'wikidata' AND latin_lang = "
                f"'en' AND country IN ({marks})"
            ),
            COUNTRIES,
        ).fetchall()
    found: dict[str, str] = {}
    for arabic, latin in sorted(rows):
        if " " in arabic.strip() and " " in latin.strip() and latin.isascii() and held(arabic) is unseen:
            found.setdefault(arabic, latin)
    return sorted(found.items())


def persian(text: str) -> str:
    """The letters of a Persian or Kurdish keyboard."""
    return text.replace("ي", "ی").replace("ك", "ک")


def yeh(arabic: str, latin: str, rng: random.Random) -> NamePair | None:
    """Names with a compound of din, or a title, in which the yeh is the Persian one."""
    return (persian(arabic), latin) if _FAITH.search(arabic) or "شيخ" in arabic or "سيد" in arabic else None


def joined(arabic: str, latin: str, rng: random.Random) -> NamePair | None:
    """The given and the father's name without the blank between them, in Arabic letters."""
    words = arabic.split()
    bound = {"بن", "ابن", "عبد", "ابو", "ال", "سيد", "السيد", "شيخ", "مير", "خان", "حاجي"}
    simple = (
        len(words) > 2
        and len(latin.split()) > 2
        and not bound & set(words[:3])
        and max(map(len, words[:2])) < 7
    )
    return (
        (" ".join([words[0] + words[1], *words[2:]]), latin)
        if simple and min(map(len, words[:2])) > 2
        else None
    )


def joined_latin(arabic: str, latin: str, rng: random.Random) -> NamePair | None:
    """The same in Latin letters (Mohammadali)."""
    words = latin.split()
    bound = {
        "al",
        "bin",
        "ibn",
        "abd",
        "abdul",
        "abdel",
        "abu",
        "abou",
        "el",
        "el-sayed",
        "syed",
        "seyed",
        "sayed",
        "sheikh",
        "mufti",
        "mir",
        "khan",
    }
    simple = (
        len(words) > 2
        and len(arabic.split()) > 2
        and not bound & {word.lower() for word in words[:3]}
        and max(map(len, words[:2])) < 9
    )
    return (
        (arabic, " ".join([words[0] + words[1].lower(), *words[2:]]))
        if simple and min(map(len, words[:2])) > 2 and words[1].isalpha()
        else None
    )


def titled(arabic: str, latin: str, rng: random.Random) -> NamePair | None:
    """A title before the Latin name, none in the list."""
    return arabic, f"{rng.choice(_TITLES)[1]} {latin}"


def both_titled(arabic: str, latin: str, rng: random.Random) -> NamePair | None:
    """A title on both sides, in the list with its article or without."""
    one, two = rng.choice(_TITLES)
    return f"{one} {arabic}", f"{two} {latin}"


def other_titles(arabic: str, latin: str, rng: random.Random) -> NamePair | None:
    """Another title on each side."""
    return f"{rng.choice(_TITLES)[0]} {arabic}", f"{rng.choice(_TITLES)[1]} {latin}"


def ibn_first(arabic: str, latin: str, rng: random.Random) -> NamePair | None:
    """Ibn before the Latin name, not in the list."""
    return arabic, f"{rng.choice(('Ibn', 'Ibn', 'Bin'))} {latin}"


def ibn_both(arabic: str, latin: str, rng: random.Random) -> NamePair | None:
    """Ibn before both."""
    return f"ابن {arabic}", f"Ibn {latin}"


def alef(arabic: str, latin: str, rng: random.Random) -> NamePair | None:
    """An alef inside a word of the list left out (Rahman as رحمن, Ibrahim as ابرهيم)."""
    places = [
        at for at in range(2, len(arabic) - 1) if arabic[at] == "ا" and " " not in arabic[at - 2 : at + 2]
    ]
    at = rng.choice(places) if places else 0
    return (arabic[:at] + arabic[at + 1 :], latin) if at else None


CONDITIONS: dict[str, Callable[[str, str, random.Random], NamePair | None]] = {
    "the other yeh (الدین, شیخ, سید)": yeh,
    "two names in one word, Arabic letters": joined,
    "two names in one word, Latin letters": joined_latin,
    "a title before the Latin name": titled,
    "a title on both sides": both_titled,
    "another title on each side": other_titles,
    "Ibn or Bin in first place, Latin": ibn_first,
    "Ibn in first place on both sides": ibn_both,
    "an alef left out": alef,
}


def made(
    pairs: Sequence[NamePair], change: Callable[[str, str, random.Random], NamePair | None], size: int
) -> tuple[list[Question], list[str], list[Question], list[str]]:
    """Questions and list of a condition, and the same ones without it."""
    rng = random.Random(SEED)  # noqa: S311 (a repeatable benchmark)
    chosen = [
        (pair, new) for pair in rng.sample(pairs, len(pairs)) if (new := change(*pair, rng)) is not None
    ][:size]
    listed = {pair[0] for pair in pairs}
    old = {pair[0] for pair, _ in chosen}
    names = sorted((listed - old) | {new[0] for _, new in chosen})
    return (
        [Question(new[1], frozenset([new[0]]), held=True) for _, new in chosen],
        names,
        [Question(pair[1], frozenset([pair[0]]), held=True) for pair, _ in chosen],
        sorted(listed),
    )


def kurmanji(path: Path, unseen: bool, size: int) -> tuple[list[Question], list[str]]:
    """Two given names each, at least one of them with a c, asked in Kurmanji spelling against Kurdish Arabic
    letters."""
    found = [
        re.match(r"([A-ZÇÊÎŞÛ][a-zçêîşû]{2,})/[FM] po:noun", line)
        for line in path.read_text("utf-8").splitlines()
    ]
    words = sorted({match[1] for match in found if match})
    with_c = [word for word in words if "c" in word.lower() and held(word) is unseen]
    rng = random.Random(SEED)  # noqa: S311
    questions: dict[str, Question] = {}
    for _ in range(20 * size):
        chosen = [rng.choice(with_c), rng.choice(words)]
        arabic = " ".join(map(in_arabic_letters, chosen))
        questions.setdefault(arabic, Question(" ".join(chosen), frozenset([arabic]), held=True))
        if len(questions) == size:
            break
    singles = {
        " ".join(map(in_arabic_letters, (rng.choice(words), rng.choice(words)))) for _ in range(10 * size)
    }
    return list(questions.values()), sorted(singles | set(questions))


def compounds(path: Path, unseen: bool) -> tuple[list[Question], list[str]]:
    """Persian given names that are two others in one word (محمدعلی), asked as two words with a family name
    behind them."""
    words = {re.sub(r"[\s\u200c]+", " ", row["name"]).strip() for row in json.loads(path.read_text("utf-8"))}
    single = {word for word in words if " " not in word and len(word) > 2}
    rng = random.Random(SEED)  # noqa: S311
    families = sorted(word for word in single if len(word) > 4)
    questions: list[Question] = []
    listed: set[str] = set()
    for word in sorted(single):
        cuts = [at for at in range(3, len(word) - 2) if word[:at] in single and word[at:] in single]
        family = f"{rng.choice(families)}ی"
        listed.add(f"{word} {family}")
        if cuts and held(word) is unseen:
            questions.append(
                Question(
                    f"{word[: cuts[0]]} {word[cuts[0] :]} {family}",
                    frozenset([f"{word} {family}"]),
                    held=True,
                )
            )
    return questions, sorted(listed)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--romanizer", type=Path, help="folder in which arabic-name-romanizer is installed")
    parser.add_argument("--kurmanji", type=Path, help="kmr-Latn.dic")
    parser.add_argument("--persian", type=Path, help="JSON list of Persian given names")
    parser.add_argument("--size", type=int, default=800, help="questions of each condition")
    parser.add_argument("--half", choices=("unseen", "chosen"), default="unseen")
    parser.add_argument("--peers", action="store_true", help="anyascii + ratio too")
    parser.add_argument(
        "--misses", type=int, default=0, help="print so many missed questions (of the chosen half only)"
    )
    options = parser.parse_args()
    database = database_of(options.romanizer)
    if database is None:
        sys.stdout.write("arabic-name-romanizer is not here (see --help): nothing is measured.\n")
        return
    unseen = options.half == "unseen"
    pairs = pairs_of(database, unseen)
    sets = [(name, *made(pairs, change, options.size)) for name, change in CONDITIONS.items()]
    if options.kurmanji:
        sets.append(("Kurmanji c", *kurmanji(options.kurmanji, unseen, options.size), [], []))
    if options.persian:
        sets.append(("Persian names that are two in one word", *compounds(options.persian, unseen), [], []))
    sys.stdout.write(
        "| what | ours R@1 / R@5 | the same without it | anyascii + ratio | questions, list |\n|---|"
        "---|---|---|---|\n"
    )
    for name, questions, listed, plain, before in sets:
        answers = [(question, list(found)) for question, found in ours(questions, listed)]
        mine = recall(iter(answers))["all"]
        cells = [f"{mine.first:.3f} / {mine.five:.3f}"]
        cells.append(f"{recall(ours(plain, before))['all'].first:.3f}" if plain else "–")
        cells.append(
            f"{recall(by_matrix(fuzz.ratio)(questions, listed))['all'].first:.3f}" if options.peers else "–"
        )
        sys.stdout.write(f"| {name} | {' | '.join(cells)} | {len(questions):,}, {len(listed):,} |\n")
        sys.stdout.flush()
        if options.misses and not unseen:
            missed = [
                (question, found)
                for question, found in answers
                if not found or found[0][1] not in question.right
            ]
            for question, found in missed[: options.misses]:
                own = next((f"{score:.3f}" for score, other in found if other in question.right), "absent")
                sys.stdout.write(f"    {question.text} | {min(question.right)} {own} | {found[:1]}\n")


if __name__ == "__main__":
    main()
