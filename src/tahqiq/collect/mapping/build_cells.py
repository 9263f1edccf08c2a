"""The identifier of a cell out of the columns that make it: one column, or network, area and cell number,
decimal or hexadecimal."""

from collections import Counter
from collections.abc import Mapping

from tahqiq.collect.mapping.document import Source, Value
from tahqiq.collect.mapping.looks import Column
from tahqiq.collect.mapping.words import fold
from tahqiq.kit.reasons import reason


def cell_source(columns: Mapping[str, Column], why: list[str]) -> Source | None:
    """Where a cell's identifier comes from: ``MCC-MNC-LAC-CI`` where the parts are there, else what stands in
    the cell's column."""
    ci = columns.get("ci") or (columns.get("cell") if "lac" in columns else None)
    if ci is None or "lac" not in columns or min(ci.share("code"), columns["lac"].share("code")) < 0.8:
        single = (
            columns.get("cell") or columns.get("ci") or columns.get("site_name") or columns.get("site_id")
        )
        return single.name if single else None
    lac = columns["lac"]
    parts = [_part(lac), _part(ci)]
    if any("|" in part for part in parts):
        why.append(reason("because-hexadecimal", lac=lac.header, ci=ci.header))
    network = _network(columns, why)
    return Value(template="-".join([*network, *parts]))


def _network(columns: Mapping[str, Column], why: list[str]) -> list[str]:
    if "mcc" in columns and "mnc" in columns:
        return ["{" + columns["mcc"].name + "}", "{" + columns["mnc"].name + "}"]
    imsi = columns.get("imsi")
    if imsi is None:
        return []
    codes = Counter(value[:5] for value in imsi.values if value.isdigit() and len(value) == 15)
    if not codes or codes.most_common(1)[0][1] < 0.98 * sum(codes.values()):
        return []
    code = codes.most_common(1)[0][0]
    why.append(reason("because-network", code=f"{code[:3]}-{code[3:]}"))
    return [code[:3], code[3:]]


def is_hexadecimal(column: Column) -> bool:
    """Whether a column of area or cell numbers is written in base 16: its header says so or letters A to F
    occur."""
    if "hex" in fold(column.header).split():
        return True
    digits = [value for value in column.distinct if column.values]
    letters = [value for value in digits if any(sign in "ABCDEFabcdef" for sign in value)]
    return bool(letters) and column.share("code") >= 0.9


def _part(column: Column) -> str:
    return "{" + column.name + ("|hex_to_decimal" if is_hexadecimal(column) else "") + "}"
