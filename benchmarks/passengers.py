"""Messages of airlines read, and travellers screened, beside the ways it is usually done. Prints; what is
quoted stands in docs/reference/quality.md.

    python benchmarks/passengers.py [--records 20000] [--un UN.xml --fixtures FOLDER] [--pairs FILE]
    [--negatives 20000] [--bookings 20000]

Reading: bookings of about 1 kB made here, CPU seconds of one process, at three depths: cut into segments; put
into the declared tree with every element cut and released; and records with every field accounted for. The
peer is pydifact over the same bytes, where it is installed (it is no dependency). Screening: 250 travellers
against 10,000 and 100,000 people made of common names; brute force is rapidfuzz's token-sorted Jaro-Winkler
over every name, all at once, and Jaro-Winkler pair by pair as GTAS asks it, in the same run; the second
flight is of other people and finds the list warm. Recall: ``--un`` is the UN consolidated list,
``--fixtures`` the folder with ``positives_un_treated.csv`` and ``positives_un_untreated.csv`` (OpenSanctions
yente, contrib/candidate_generation_benchmark); thresholds were chosen on the rows of even number, the other
half was opened once. ``--pairs``: columns arabic and latin. All are fetched by hand; what is not given is not
measured. Rules: the two examples on a year of bookings of tahqiq.desks.passengers.synthetic.traffic.
"""

import argparse
import csv
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib import import_module
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from rapidfuzz import process  # noqa: E402
from rapidfuzz.distance import JaroWinkler  # noqa: E402

from tahqiq.desks.passengers.airline_messages.messages import read_messages  # noqa: E402
from tahqiq.desks.passengers.intake.travels import travels_of  # noqa: E402
from tahqiq.desks.passengers.risk_rules.language import read_rule  # noqa: E402
from tahqiq.desks.passengers.risk_rules.past import gathered  # noqa: E402
from tahqiq.desks.passengers.risk_rules.trial import tried  # noqa: E402
from tahqiq.desks.passengers.screening.matching import Screen, Traveller, birth_of, turned  # noqa: E402
from tahqiq.desks.passengers.synthetic.traffic import messages, traffic  # noqa: E402
from tahqiq.desks.passengers.watchlists.list_files import Entry, read_list_file  # noqa: E402
from tahqiq.formats.edifact.messages import Reading  # noqa: E402
from tahqiq.formats.edifact.tree import grouped  # noqa: E402
from tahqiq.formats.passengers.interchange import interchanges  # noqa: E402
from tahqiq.formats.passengers.pnrtree import TREE  # noqa: E402
from tahqiq.formats.reader import Limits, Records  # noqa: E402
from tahqiq.formats.rows import Rows  # noqa: E402
from tahqiq.kit.gc_tuning import seldom_collected  # noqa: E402

GIVEN = """
MOHAMMED AHMED ALI HUSSEIN HASAN KAREEM JASIM OMAR MUSTAFA YASIN HAMID SALEH KHALID ABBAS FADHIL
NASER ABDULLAH IBRAHIM SAAD WALEED RAAD THAMER AMMAR LAITH HAIDER SAJAD MAHDI KADHIM QASIM TARIQ
ADNAN BASIM MAJID SABAH FARIS ZAID ANMAR YOUSIF DAWOOD NABIL
""".split()  # noqa: SIM905
FAMILY = """
AL-JUBOORI AL-DULAIMI AL-TIKRITI AL-OBAIDI AL-SAADI AL-TAMIMI AL-ZUBAIDI AL-RAWI AL-HADITHI
AL-MASHHADANI AL-KHAFAJI AL-BAYATI AL-SHAMMARI AL-AZZAWI AL-NAIMI AL-JANABI AL-LAMI AL-MALIKI
AL-HASHIMI AL-KARBOULI
""".split()  # noqa: SIM905
Ask = Callable[[str, str], set[int]]


def say(text: str) -> None:
    """A line of the table."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def name(rng: random.Random, parts: int = 0) -> str:
    """A name of two to four parts as they are common in Iraq."""
    return " ".join(
        [*(rng.choice(GIVEN) for _ in range((parts or rng.randint(2, 4)) - 1)), rng.choice(FAMILY)]
    )


def born(rng: random.Random) -> str:
    """A day of birth."""
    return f"{rng.randint(1950, 2005)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"


def bookings(count: int, rng: random.Random) -> bytes:
    """Messages of fifty bookings each."""
    lines: list[str] = ["UNB+IATA:1+ZZ+PIU+260401:0600+1"]
    for at in range(count):
        if at % 50 == 0:
            lines += [f"UNT+1+{at}"] * (at > 0) + [
                f"UNH+{at}+PNRGOV:13:1:IA",
                "MSG+:22",
                "ORG+ZZ:IST",
                "TVL+010426:0930:010426:1215+IST+BGW+ZZ+410",
                "EQN+50",
            ]
        *given, family = name(rng).split()
        first = "".join(given)
        lines += [
            "SRC",
            f"RCI+ZZ:P{at:05d}::250326:1010",
            "DAT+700:310326:1200+710:250326:1015",
            "ORG+ZZ:IST+90000011:BSR01+BSR++T+IQ:IQD+A0001",
            "ADD++702:12 RIVER ROAD:BASRA:::IQ:61001:9647700000002",
            f"TIF+{family}+{first}MR:A:1",
            "FTI+ZZ:400001:::GOLD",
            f"REF+:U{at:07d}",
            "FAR+N",
            f"SSR+DOCS:HK:1:ZZ:::::/P/IRQ/X{at:07d}/IRQ/14FEB88/M/01JAN30/{family}/{first}+::1",
            "SSR+CTCE:HK:1:ZZ:::::SOMEBODY//SAMPLE.EXAMPLE+::1",
            "TKT+9990000000001:T:1",
            "MON+B:400000:IQD+T:455000:IQD",
            "TXD++3.10:::AY6+8.50:::YQ",
            "DAT+710:250326",
            "FOP+CC::455000:VI:XXXXXXXXXXXX1111:0128",
            "IFT+4:43+SAMIR PAYER+BASRA+9647700000003",
        ]
        for origin, destination, number in (("IST", "BGW", 410), ("BGW", "IST", 411)):
            lines += [
                f"TVL+010426:0930:010426:1215+{origin}+{destination}+ZZ+{number}:Y",
                "RPI+1+HK",
                "APD+738",
                f"SSR+SEAT:HK:1:ZZ:::{origin}:{destination}+14C::1",
                f"RCI+ZZ:P{at:05d}",
                "DAT+2:010426:0700",
                "TRI++22:::1",
                f"TIF+{family}+{first}MR:A:1",
                "SSD+14C++++Y",
                "TBD++01:31:700+++ZZ:4001:1:BGW:999",
            ]
    return ("'".join([*lines, "UNT+1+1", "UNZ+1+1"]) + "'").encode()


def read(count: int, rng: random.Random) -> None:
    """How fast bookings are cut and read."""
    data = bookings(count, rng)
    start = time.process_time()
    segments = sum(len(message.body) for message in Reading(data).messages())
    cut = time.process_time() - start
    start = time.process_time()
    values = 0
    with seldom_collected():
        for message in Reading(data).messages():
            grouped(TREE, message.body)
            values += sum(len(element) for segment in message.body for element in segment.elements)
    treed = time.process_time() - start
    start = time.process_time()
    rows = Rows(Limits())
    people = sum(
        len(item)
        for item in interchanges(data, rows)
        if isinstance(item, Records) and item.kind == "passengers.person"
    )
    people += sum(
        len(item) for item in rows.rest() if isinstance(item, Records) and item.kind == "passengers.person"
    )
    whole = time.process_time() - start
    say(
        f"reading: {count} bookings, {len(data) / 1e6:.1f} MB, {segments} segments, {values} values, "
        f"{people} travellers"
    )
    for what, spent in (("cut into segments", cut), ("values in the tree", treed), ("records", whole)):
        say(f"  {what:20}{len(data) / spent / 1e6:7.1f} MB/s {count / spent:9.0f} bookings/s")
    peer(bookings(min(count, 1_000), random.Random(5)), min(count, 1_000))  # noqa: S311 (invented names)
    if people != count:
        raise SystemExit(f"{people} travellers of {count}")


def peer(data: bytes, count: int) -> None:
    """How fast pydifact cuts the same bookings into segments and elements; nothing where it is not
    installed."""
    try:
        segments = import_module("pydifact.segmentcollection")
    except ImportError:
        say("  pydifact is not installed")
        return
    start = time.process_time()
    found = sum(1 for _ in segments.Interchange.from_str(data.decode()).segments)
    spent = time.process_time() - start
    say(
        f"  {'pydifact':20}{len(data) / spent / 1e6:7.1f} MB/s {count / spent:9.0f} bookings/s "
        f"({count} bookings, {found} segments)"
    )


def speed(rng: random.Random) -> None:
    """How long a flight of 250 takes."""
    flight, second = ([Traveller((name(rng),), born(rng)) for _ in range(250)] for _ in range(2))
    for size in (10_000, 100_000):
        entries = [Entry(str(no), [name(rng, 4)], born=[born(rng)]) for no in range(size)]
        start = time.process_time()
        screen = Screen(entries)
        made = time.process_time() - start
        spent, waited, hits = [], [], 0
        for people in (flight, second):
            start, clock = time.process_time(), time.perf_counter()
            hits += sum(len(screen.ask(one)) for one in people)
            spent.append(time.process_time() - start)
            waited.append(time.perf_counter() - clock)
        ours = spent[1]
        keys = [sorted_key(entry.names[0]) for entry in entries]
        some = flight[:25]
        start = time.process_time()
        for one in some:
            process.extract(
                sorted_key(one.names[0]), keys, scorer=JaroWinkler.similarity, score_cutoff=0.9, limit=None
            )
        brute = (time.process_time() - start) * len(flight) / len(some)
        pairwise = linear(some, entries, True) * len(flight) / len(some)
        everybody = linear(some[:5], entries, False) * len(flight) / 5
        say(
            f"screening: 250 travellers against {size} people: {spent[0]:.2f} s of CPU "
            f"({waited[0]:.2f} s), the next 250 {ours:.3f} s, {hits} hits; made ready in {made:.1f} "
            "s; "
            f"all at once {brute:.2f} s, ratio {brute / ours:.1f}; pair by pair {everybody:.2f} s, "
            f"ratio {everybody / ours:.1f}; with the year first {pairwise:.2f} s, ratio "
            f"{pairwise / ours:.1f}"
        )


def rules(count: int, seeds: Sequence[int]) -> None:
    """How precise the example rules are on a year of invented bookings that is read from messages, and how
    many of the planted they find."""
    for seed in seeds:
        made = traffic(count, seed)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "year.edi"
            path.write_text("\n".join(messages(made)), "ascii")
            start = time.process_time()
            gathered_ = read_messages(path)
            spent = time.process_time() - start
        bodies = [
            body
            for found in gathered_.messages
            for body in travels_of(b"benchmark", "0" * 16, found, datetime.now(UTC))
        ]
        past = gathered(bodies, lambda what, value: f"{what} {value}")
        say(
            f"traffic of seed {seed}: {len(made.bookings)} bookings, "
            f"{sum(len(one.people) for one in made.bookings)} travellers, read in {spent:.1f} s of "
            "CPU"
        )
        for name, what in (("courier", "courier"), ("minor", "minor")):
            rule = read_rule(
                files("tahqiq.desks.passengers.risk_rules.examples")
                .joinpath(f"{name}.yaml")
                .read_text("utf-8")
            )
            start = time.process_time()
            told = tried(rule, bodies, past)
            spent = time.process_time() - start
            struck = {
                row["number"]
                for body, person in told.named
                for row in body.rows["document"]
                if row["person"] == person["person"]
            }
            right, truth = struck & made.planted[what], made.planted[what]
            say(
                f"  {name:8} {len(truth)} planted, {len(told.named)} hits: precision "
                f"{len(right) / max(len(struck), 1):.2f}, recall "
                f"{len(right) / max(len(truth), 1):.2f}, "
                f"{told.for_a_day:.2f} a day, tried in {spent:.1f} s of CPU"
            )


def linear(flight: Sequence[Traveller], entries: Sequence[Entry], year_first: bool) -> float:
    """CPU seconds of one pass over the whole list for each traveller, pair by pair: the Jaro-Winkler
    similarity of the names as they stand and the years at most three apart; with ``year_first`` names are
    compared only where the years fit. The sound of the names, which GTAS compares too, is left out: with it
    this would be slower."""
    people = [(entry.names[0].upper(), int(entry.born[0][:4])) for entry in entries]
    start = time.process_time()
    for one in flight:
        name_, year = one.names[0].upper(), int(one.born[:4])
        if year_first:
            any(
                abs(born_ - year) <= 3 and JaroWinkler.similarity(name_, listed) >= 0.95
                for listed, born_ in people
            )
        else:
            any(
                JaroWinkler.similarity(name_, listed) >= 0.95 and abs(born_ - year) <= 3
                for listed, born_ in people
            )
    return time.process_time() - start


def sorted_key(text: str) -> str:
    """The parts of a name in the order of the alphabet."""
    return " ".join(sorted(text.upper().replace(",", " ").split()))


def recall(un: Path, fixtures: Path, negatives: int) -> None:
    """How many of the listed are found, and how many others are flagged; ours beside Jaro-Winkler."""
    entries = read_list_file(un).entries
    owner: dict[str, int] = {}
    for no, entry in enumerate(entries):
        for one in [*entry.names, *entry.weak]:
            owner.setdefault(sorted_key(one), no)
    treated, untreated = (
        [*csv.DictReader((fixtures / f"positives_un_{sort}.csv").open(encoding="utf-8"))]
        for sort in ("treated", "untreated")
    )
    positives = [
        (row, owner[key])
        for row, plain in zip(treated, untreated, strict=True)
        if (key := sorted_key(plain["full_name"])) in owner
    ]
    rng = random.Random(8)  # noqa: S311 (invented names)
    others = [(name(rng), born(rng)) for _ in range(negatives)]
    screen = Screen(entries)

    def ours(text: str, day: str) -> set[int]:
        return {hit.position for hit in screen.ask(Traveller((turned(text),), day))}

    rules: list[tuple[str, Ask]] = [("ours", ours)]
    rules += [(f"token-sorted JW {least:.2f} + year", jaro(entries, least, True)) for least in (0.95, 0.90)]
    rules += [("JW .95, no tokens, primary names", jaro(entries, 0.95, False))]
    say(f"recall: {len(positives)} of {len(treated)} positives resolvable; {negatives} negatives (seed 8)")
    for told, ask in rules:
        halves = [
            sum(who in ask(row["full_name"], row["date_of_birth"] or "") for row, who in positives[half::2])
            / len(positives[half::2])
            for half in (0, 1)
        ]
        flagged = sum(bool(ask(text, day)) for text, day in others) / len(others)
        say(f"  {told:36} even rows {halves[0]:.3f}  odd rows {halves[1]:.3f}  flagged {flagged:.3%}")


def jaro(entries: Sequence[Entry], least: float, everything: bool) -> Ask:
    """Jaro-Winkler over every name: token-sorted with aliases, or as they stand without; years at most three
    apart or unknown."""
    names = [
        (no, one)
        for no, entry in enumerate(entries)
        for one in ([*entry.names, *entry.weak] if everything else entry.names[:1])
    ]
    keys = [sorted_key(one) if everything else one.upper() for _, one in names]

    def ask(text: str, day: str) -> set[int]:
        asked = sorted_key(text) if everything else text.upper()
        found = process.extract(asked, keys, scorer=JaroWinkler.similarity, score_cutoff=least, limit=None)
        return {names[at][0] for _, _, at in found if birth_of(day, entries[names[at][0]].born) != "apart"}

    return ask


def scripts(pairs: Path) -> None:
    """Latin names of travellers against names in Arabic letters."""
    with pairs.open(encoding="utf-8-sig") as file:
        rows = [*csv.DictReader(file)]
    screen = Screen([Entry(str(no), [row["arabic"]]) for no, row in enumerate(rows)])
    found = sum(
        any(hit.position == no for hit in screen.ask(Traveller((row["latin"],))))
        for no, row in enumerate(rows)
    )
    say(f"scripts: {found} of {len(rows)} Latin names find their Arabic one, {found / len(rows):.3f}")


def main() -> None:
    """Everything that is given."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--bookings", type=int, default=20_000)
    parser.add_argument("--negatives", type=int, default=20_000)
    for option in ("--un", "--fixtures", "--pairs"):
        parser.add_argument(option, type=Path)
    asked = parser.parse_args()
    read(asked.records, random.Random(5))  # noqa: S311 (invented names)
    speed(random.Random(6))  # noqa: S311 (invented names)
    rules(asked.bookings, (1, 2))
    if asked.un and asked.fixtures:
        recall(asked.un, asked.fixtures, asked.negatives)
    if asked.pairs:
        scripts(asked.pairs)


if __name__ == "__main__":
    main()
