"""Make public labelled tables ready for ``public.py``: one folder for each set, in it ``a.csv`` (and
``b.csv``), with the answers in the column ``entity``.

    python benchmarks/public_sets.py RAW OUT

RAW holds the files as their publishers give them, fetched by hand; what is not there is skipped and named.
Needed beside: ``pip install pyreadr rdata`` for files of R, ``pip install pseudopeople==1.3.1`` for its
invented Americans. None of it is a dependency of ours, and no set is part of the project.

* ``census.rda``, ``cis.rda``, ``foreigners.rda``: package *blocking* of R (people of a mock census and of a
list of foreigners);
* ``RLdata500.rda``, ``RLdata10000.rda``: package *RecordLinkage* of R;
* ``dataset_A_10000.csv``, ``_C_``, ``_D_org_``, ``_D_dup_``, ``_F_org_``, ``_F_dup_``: FEBRL 0.4.2,
``data/dedup-dsgen`` and ``data/link-dsgen``;
* ``patstat_input.csv``, ``patstat_reference.csv``, ``dedupe_csv.csv``
(``csv_example_input_with_true_ids.csv``): *dedupe-examples*;
* ``dup_data.RData``, ``no_dup_data.RData``: package *multilink* of R (made with GeCo);
* ``Administrative.csv``, ``Survey.csv``: *GECO-R-Creating-Big-Data-Sets-for-Record-Linkage*, ``FinalData``;
* ``italy08.rda``, ``italy10.rda``: *italy* of cleanzr (households asked twice by a bank; no names at all);
* ``senzing_customers.csv``, ``senzing_reference.csv``, ``senzing_key.csv``: *Senzing/truth-sets*,
``truthsets/demo``;
* ``hawaii.csv`` (``createdDataset.csv``): *febrl_hawaii*; ``family.csv`` (``testing_dataset.csv``):
*cu-recordlinkage/family_linkage*;
* ``censusText.txt``, ``business.txt``: *TeamCohen/secondstring*, ``data`` (Winkler's census of households;
firms); ``twoFiles.RData``: package *BRL* of R;
* ``cddb.csv``, ``cddb_gt.csv``: *AI-team-UoA/pyJedAI*, ``data/der/cddb`` (records of music);
``legislators-current.yaml``: *unitedstates/congress-legislators*.
"""

import argparse
import csv
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

Rows = Sequence[Mapping[str, str]]
Tables = Sequence[Rows]
ENTITY = "entity"
CHOSEN_ON = ("census", "census+cis", "foreigners", "rldata10000", "febrl-a", "febrl-d", "patents")
"""Sets on which rules and numbers of the program were chosen; all others were opened only after that was
done."""


def say(*words: object) -> None:
    """A line on standard output."""
    sys.stdout.write(" ".join(str(word) for word in words) + "\n")


def text(value: object) -> str:
    """A cell as text: nothing for what is missing, whole numbers without a fraction."""
    if value is None or value != value or str(value) in ("<NA>", "NaT", "None", "nan"):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def plain(path: Path) -> Rows:
    """A CSV file."""
    with path.open(encoding="utf-8", errors="replace", newline="") as opened:
        return list(csv.DictReader(opened, skipinitialspace=True))


def frame(path: Path, name: str = "") -> Rows:
    """A data frame of an R file."""
    import pyreadr

    found = pyreadr.read_r(str(path))
    made = found[name] if name else next(iter(found.values()))
    return [{str(key): text(value) for key, value in row.items()} for row in made.to_dict("records")]


def answered(
    rows: Rows,
    entity: Callable[[Mapping[str, str]], str],
    columns: Iterable[str] = (),
    without: Sequence[str] = (),
) -> Rows:
    """Rows with their answer, with some columns only or without some."""
    kept = list(columns)
    return [
        {
            **{
                key: text(value)
                for key, value in row.items()
                if (key in kept if kept else key not in without)
            },
            ENTITY: entity(row),
        }
        for row in rows
    ]


def dated(row: Mapping[str, str], year: str, month: str, day: str) -> str:
    """Three columns as one date; nothing when one lacks."""
    return f"{row[year]}-{row[month]:>02}-{row[day]:>02}" if row[year] and row[month] and row[day] else ""


def people_of_a_census(raw: Path, name: str) -> Rows:
    """The mock census or the survey that belongs to it."""
    found = answered(
        frame(raw / f"{name}.rda"),
        lambda row: row["person_id"],
        without=("person_id", f"{name}_id", "cap_add"),
    )
    return [
        {
            **{k: v for k, v in row.items() if k not in ("dob_day", "dob_mon", "dob_year")},
            "birth date": dated(row, "dob_year", "dob_mon", "dob_day"),
        }
        for row in found
    ]


def rldata(raw: Path, size: str) -> Rows:
    """Invented Germans of the package RecordLinkage."""
    rows, who = (
        frame(raw / f"RLdata{size}.rda", f"RLdata{size}"),
        frame(raw / f"RLdata{size}.rda", f"identity.RLdata{size}"),
    )
    return [{**row, ENTITY: next(iter(one.values()))} for row, one in zip(rows, who, strict=True)]


def febrl(raw: Path, name: str) -> Rows:
    """A data set of FEBRL's generator; the last digit of a number counts the records of one person."""
    return answered(plain(raw / name), lambda row: row["rec_id"][:-1], without=("rec_id", "blocking_number"))


def patents(raw: Path) -> Rows:
    """Applicants of patents with the answers of Leuven."""
    who = {row["person_id"]: row["leuven_id"] for row in plain(raw / "patstat_reference.csv")}
    rows = [row for row in plain(raw / "patstat_input.csv") if row["person_id"] in who]
    return answered(rows, lambda row: who[row["person_id"]], without=("person_id",))


def geco(raw: Path, name: str) -> Tables:
    """People of the package multilink, of three files: the first beside the others, each person's number
    being the answer."""
    import rdata

    body = rdata.read_rda(raw / f"{name}.RData")[name]
    records, who = body["records"], [text(one) for one in body["IDs"]]
    rows = [
        {**{str(k): text(v) for k, v in row.items()}, ENTITY: who[at]}
        for at, row in enumerate(records.to_dict("records"))
    ]
    return [rows]


def senzing(raw: Path) -> Tables:
    """Customers beside a reference list, people and firms, with families among them."""
    who = {
        (row["DATA_SOURCE"], row["RECORD_ID"]): row["CLUSTER_ID"] for row in plain(raw / "senzing_key.csv")
    }
    return [
        answered(
            [
                row
                for row in plain(raw / f"senzing_{part}.csv")
                if (row["DATA_SOURCE"], row["RECORD_ID"]) in who
            ],
            lambda row: who[row["DATA_SOURCE"], row["RECORD_ID"]],
            without=("RECORD_ID",),
        )
        for part in ("customers", "reference")
    ]


def secondstring(raw: Path, name: str, columns: Mapping[str, tuple[int, int]]) -> Tables:
    """Two relations of SecondString in one file of tabs: relation, answer, text of fixed places."""
    rows: dict[str, list[dict[str, str]]] = {}
    for line in filter(str.strip, (raw / name).read_text("latin-1").splitlines()):
        relation, answer, *said = line.split("\t")
        cells = {column: "".join(said[:1])[start:stop].strip() for column, (start, stop) in columns.items()}
        rows.setdefault(relation, []).append({**cells, ENTITY: answer})
    return [
        one for one in rows.values() if len(one) > 1
    ]  # a line whose tabs are blanks names a relation of its own


def sadinle(raw: Path) -> Tables:
    """Two files of the package BRL, the second with the number of its partner in the first."""
    import rdata

    found = rdata.read_rda(raw / "twoFiles.RData")
    partners = [str(at + 1) for at in range(len(found["df1"]))], [text(float(one)) for one in found["df2ID"]]
    return [
        [
            {**{str(k): text(v) for k, v in row.items()}, ENTITY: who}
            for row, who in zip(found[name].to_dict("records"), told, strict=True)
        ]
        for name, told in zip(("df1", "df2"), partners, strict=True)
    ]


def music(raw: Path) -> Rows:
    """Records of music with pairs that are one; a chain of pairs is one record."""
    from tahqiq.resolve.components import components

    rows = plain(raw / "cddb.csv")
    place = {row["id"]: at for at, row in enumerate(rows)}
    pairs = [(place[one["id1"]], place[one["id2"]]) for one in plain(raw / "cddb_gt.csv")]
    who = components(len(rows), *(np.array(side, dtype=np.int64) for side in zip(*pairs, strict=True)))
    return [
        {**{k: v for k, v in row.items() if k != "id"}, ENTITY: str(who[at])} for at, row in enumerate(rows)
    ]


def legislators(raw: Path) -> Rows:
    """Members of a parliament: everybody once, with families and namesakes among them."""
    import yaml

    found = yaml.safe_load((raw / "legislators-current.yaml").read_text("utf-8"))
    return [
        {
            **{key: one["name"].get(key, "") for key in ("first", "middle", "last")},
            "birthday": str(one["bio"].get("birthday", "")),
            "gender": one["bio"]["gender"],
            "state": one["terms"][-1]["state"],
            "party": one["terms"][-1].get("party", ""),
            ENTITY: one["id"]["bioguide"],
        }
        for one in found
    ]


def americans(kind: str, clean: bool = False) -> Rows:
    """A table of pseudopeople with its own noise, or without any."""
    import pseudopeople

    made = getattr(pseudopeople, f"generate_{kind}")(
        year=None, config=pseudopeople.NO_NOISE if clean else None
    )
    if kind == "decennial_census":
        made = made[made["year"] == 2020]
    leave = {"simulant_id", "household_id", "year", "survey_date", "relationship_to_reference_person"}
    return [
        {**{key: text(value) for key, value in row.items() if key not in leave}, ENTITY: row["simulant_id"]}
        for row in made.astype("string").to_dict("records")
    ]


def sets(raw: Path) -> dict[str, Callable[[], Tables]]:
    """All sets by name."""
    return {
        "census": lambda: [people_of_a_census(raw, "census")],
        "census+cis": lambda: [people_of_a_census(raw, "census"), people_of_a_census(raw, "cis")],
        "foreigners": lambda: [
            answered(frame(raw / "foreigners.rda"), lambda row: row["true_id"], without=("true_id",))
        ],
        "rldata10000": lambda: [rldata(raw, "10000")],
        "febrl-a": lambda: [febrl(raw, "dataset_A_10000.csv")],
        "febrl-d": lambda: [febrl(raw, "dataset_D_org_10000.csv"), febrl(raw, "dataset_D_dup_10000.csv")],
        "patents": lambda: [patents(raw)],
        "rldata500": lambda: [rldata(raw, "500")],
        "febrl-c": lambda: [febrl(raw, "dataset_C_10000.csv")],
        "febrl-f": lambda: [febrl(raw, "dataset_F_org_10000.csv"), febrl(raw, "dataset_F_dup_10000.csv")],
        "hawaii": lambda: [
            answered(
                plain(raw / "hawaii.csv"),
                lambda row: row["rec_id"].split("-")[1],
                without=("rec_id", "blocking_number"),
            )
        ],
        "geco": lambda: geco(raw, "dup_data"),
        "geco-alone": lambda: geco(raw, "no_dup_data"),
        "geco-survey": lambda: [
            answered(plain(raw / f"{name}.csv"), lambda row: row["ID"], without=("ID", "DUP"))
            for name in ("Administrative", "Survey")
        ],
        "italy": lambda: [
            answered(frame(raw / f"italy{year}.rda"), lambda row: row["id"], without=("id",))
            for year in ("08", "10")
        ],
        "childcare": lambda: [
            answered(plain(raw / "dedupe_csv.csv"), lambda row: row["True Id"], without=("True Id", "Id"))
        ],
        "senzing": lambda: senzing(raw),
        "families": lambda: [
            answered(
                plain(raw / "family.csv"),
                lambda row: row["id"],
                without=("id", *(key for key in plain(raw / "family.csv")[0] if key.startswith("_"))),
            )
        ],
        "winkler": lambda: secondstring(
            raw,
            "censusText.txt",
            {
                "last name": (0, 15),
                "first name": (15, 28),
                "initial": (28, 30),
                "house": (30, 43),
                "street": (43, 80),
            },
        ),
        "firms": lambda: secondstring(raw, "business.txt", {"name": (0, 200)}),
        "brl": lambda: sadinle(raw),
        "music": lambda: [music(raw)],
        "legislators": lambda: [legislators(raw)],
        "americans-alone": lambda: [americans("decennial_census", clean=True)],
        "americans": lambda: [americans("decennial_census")],
        "americans+wic": lambda: [americans("decennial_census"), americans("women_infants_and_children")],
        "americans-surveys": lambda: [
            americans("current_population_survey"),
            americans("american_community_survey"),
        ],
    }


def write(path: Path, rows: Rows) -> None:
    """A table as CSV."""
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    """Write the sets whose files are there."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("raw", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", action="append", help="this set only; may be repeated")
    given = parser.parse_args()
    for name, make in sets(given.raw).items():
        if given.only and name not in given.only:
            continue
        try:
            tables = make()
        except (OSError, ImportError, KeyError) as error:
            say(f"{name}: skipped, {type(error).__name__}: {error}")
            continue
        folder = given.out / name
        folder.mkdir(parents=True, exist_ok=True)
        for letter, rows in zip("ab", tables, strict=False):
            write(folder / f"{letter}.csv", rows)
        say(f"{name}: {' + '.join(f'{len(rows):,}' for rows in tables)} rows")


if __name__ == "__main__":
    main()
