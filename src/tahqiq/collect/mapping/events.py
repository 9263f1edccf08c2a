"""Events of one batch in the columns of a fact table, without a loop over records."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2b

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tahqiq.collect.mapping.cleaner import Cleaner, plain, verbatim
from tahqiq.collect.mapping.conditions import satisfied
from tahqiq.collect.mapping.document import Amount, Duration, Moment, Value
from tahqiq.collect.mapping.event_parties import Lines, Parties, either
from tahqiq.collect.mapping.frame import Flags
from tahqiq.collect.mapping.identify import Ground
from tahqiq.collect.mapping.measures import currency_of, money_of, seconds_of
from tahqiq.collect.mapping.moments import MISSING, Micros, Times, read_times
from tahqiq.collect.mapping.nodes import Growing, Numbering, Refs
from tahqiq.collect.mapping.plan import PlannedFact
from tahqiq.collect.mapping.state import Batch, first_items
from tahqiq.collect.mapping.texts import NAMESPACE, Texts, as_value
from tahqiq.collect.mapping.words import fold
from tahqiq.model.account import PLACEHOLDER
from tahqiq.model.batch import FACT_COLUMNS, Facts
from tahqiq.model.problem import Problem
from tahqiq.model.types.base import Context
from tahqiq.model.types.number import decimal_mark

DETAIL = " · "
"""Between the details of an event."""


class Made:
    """The events of one fact of the document in one batch, before nodes are numbered."""

    def __init__(
        self,
        maker: "EventMaker",
        lines: Lines,
        refs: dict[str, Refs],
        columns: dict[str, pa.Array],
        utc: Micros,
    ) -> None:
        self.maker, self.lines, self.refs, self.columns, self.utc = maker, lines, refs, columns, utc

    def facts(self, batch: Batch, numbering: Numbering | Growing) -> Facts:
        """The finished table."""
        count = len(self.lines)
        columns: dict[str, pa.Array] = {
            "key": pa.array(np.full(count, self.maker.planned.number, np.int16)),
            "row": pa.array(batch.table.rows[self.lines]),
            **self.columns,
        }
        for name, refs in self.refs.items():
            local = numbering.of(refs)
            columns[name] = pa.array(local.astype(np.int32), mask=local < 0)
        arrays = [
            columns[field.name] if field.name in columns else pa.nulls(count, field.type)
            for field in FACT_COLUMNS
        ]
        return Facts(
            self.maker.planned.spec.schema,
            pa.RecordBatch.from_arrays(
                [a.cast(f.type) for a, f in zip(arrays, FACT_COLUMNS, strict=True)], schema=FACT_COLUMNS
            ),
        )


class EventMaker:
    """Makes one fact of the document for every batch."""

    def __init__(self, planned: PlannedFact, ground: Ground) -> None:
        self.planned = planned
        self._context = ground.context
        spec = planned.spec
        self._parties = Parties(planned, ground)
        self._texts = {
            name: (as_value(source), Cleaner(as_value(source), verbatim if name == "text" else plain))
            for name in ("service", "text", "currency", "mark")
            if (source := getattr(spec, name)) is not None
        }
        self._order = (spec.start.date_order if spec.start else None) or ground.context.date_order
        self._told: set[tuple[str, str]] = set()

    def make(self, batch: Batch, keep: Flags) -> Made | None:
        """The events of the lines ``keep``; None when there are none."""
        spec = self.planned.spec
        here = keep & satisfied(spec.when, batch.reading) if spec.when else keep
        if not here.any():
            return None
        took: list[tuple[Value, Flags]] = []
        refs = self._parties.ends(batch, here, took)
        here = here & either(refs, len(here))
        here, refs, swapped = self._parties.directed(batch, here, refs)
        lines = np.flatnonzero(here)
        if not len(lines):
            return None
        refs |= self._parties.around(batch, here, took)
        for value, found in took:
            batch.fates.took(batch.reading, value, found & here)
        batch.fates.use(
            [condition.column for condition in spec.when]
            + ([spec.direction.column] if spec.direction else []),
            here,
        )
        chosen = {name: values[lines] for name, values in refs.items()}
        lines, serial, chosen = self._parties.exploded(batch, lines, chosen)
        batch.used += list(chosen.values())
        batch.made[lines] = True
        columns, utc = self._measures(batch, lines)
        columns["serial"] = pa.array(serial.astype(np.int16))
        columns["side"] = pa.array(swapped[lines].astype(np.int8))
        return Made(self, lines, chosen, columns, utc)

    def _measures(self, batch: Batch, lines: Lines) -> tuple[dict[str, pa.Array], Micros]:
        spec = self.planned.spec
        columns: dict[str, pa.Array] = {}
        utc = np.full(len(lines), MISSING, np.int64)
        if spec.start is not None:
            texts, times = self._moment(batch, spec.start, lines)
            utc = _taken(times.utc, texts.codes[lines], MISSING)
            self._fate(batch, spec.start.columns, texts, lines, utc != MISSING, times.notes)
            columns["start"] = pa.array(utc, mask=utc == MISSING).cast(pa.timestamp("us"))
            columns["start_text"] = _strings(texts.distinct, texts.codes[lines])
            zone = spec.start.zone or self._context.zone
            which = np.where(times.own_offset, 1, 0)
            which[times.utc == MISSING] = -1
            columns["zone"] = _pick(
                pa.array([zone, ""], pa.string()), _taken(which, texts.codes[lines], np.int64(-1))
            )
        if spec.seconds is not None:
            columns["seconds"] = self._seconds(batch, spec.seconds, lines, utc)
        if spec.amount is not None:
            columns |= self._amount(batch, spec.amount, lines)
        for name in ("service", "text"):
            if name in self._texts:
                columns[name] = self._text(batch, name, lines)
        if spec.details:
            columns["text"] = self._with_details(batch, lines, columns.get("text"))
        if "mark" in self._texts:
            marks = self._text(batch, "mark", lines)
            columns["mark"] = hashed(references(marks) if spec.amount is not None else marks)
        if spec.book is not None:
            columns["book"] = pa.array(np.full(len(lines), "ab".index(spec.book), np.int8))
        if "currency" in self._texts:
            stated = self._currency(batch, lines)
            columns["currency"] = (
                pc.coalesce(columns["currency"], stated) if "currency" in columns else stated
            )
        return columns, utc

    def _moment(self, batch: Batch, moment: Moment, lines: Lines) -> tuple[Texts, Times]:
        texts = batch.reading.texts(
            Value(columns=moment.columns) if len(moment.columns) > 1 else Value(column=moment.columns[0])
        )
        serials = moment.numbers if moment.numbers and moment.numbers != "yymmdd" else ""
        context = replace(
            self._context, zone=moment.zone or self._context.zone, date_order=self._order, serials=serials
        )
        times = read_times(four_digit_years(texts, context) if moment.numbers == "yymmdd" else texts, context)
        self._order = self._order or times.order
        self._tell(
            batch,
            ", ".join(moment.columns),
            texts,
            times.notes,
            lines,
            {c for c in times.notes if times.utc[c] == MISSING},
        )
        return texts, times

    @staticmethod
    def _fate(
        batch: Batch, columns: Sequence[str], texts: Texts, lines: Lines, read: Flags, notes: dict[int, str]
    ) -> None:
        """The cells of ``lines`` that were ``read`` are used; of the others those noted are lost or
        placeholders."""
        codes = texts.codes[lines]

        def whole(flags: Flags) -> Flags:
            every = np.zeros(len(batch.table), np.bool_)
            every[lines[flags]] = True
            return every

        batch.fates.use(columns, whole(read))
        rest = ~read & (codes >= 0)
        if rest.any():
            empty = np.array(
                [notes.get(code) == "placeholder" for code in range(len(texts.distinct) + 1)], np.bool_
            )
            batch.fates.leave(columns, whole(rest & empty[codes]), PLACEHOLDER)
            batch.fates.lose(columns, whole(rest & ~empty[codes]))

    def _tell(
        self, batch: Batch, field: str, texts: Texts, notes: dict[int, str], lines: Lines, lost: set[int]
    ) -> None:
        """Problems of noted texts: every cell whose value is lost, each other note and text once."""
        if not notes:
            return
        noted = np.zeros(len(texts.distinct) + 1, np.bool_)
        noted[list(notes)] = True
        for line in lines[noted[texts.codes[lines]]].tolist():
            code = int(texts.codes[line])
            note, value = notes[code], texts.distinct[code].as_py()
            general = note in ("zone-missing", "date-order-assumed")
            known = (note, "" if general else value)
            if code in lost and not general and note != "placeholder":
                pass
            elif known in self._told:
                continue
            self._told.add(known)
            batch.problems.append(
                Problem(note, batch.place(line, texts.column), field, value, params={"value": value or ""})
            )

    def _seconds(self, batch: Batch, spec: Duration, lines: Lines, utc: Micros) -> pa.Array:
        if spec.until is not None:
            texts, times = self._moment(batch, spec.until, lines)
            end = _taken(times.utc, texts.codes[lines], MISSING)
            known = (end != MISSING) & (utc != MISSING) & (end >= utc)
            seconds = np.where(known, (end - np.where(known, utc, 0)) // 1_000_000, 0)
            known &= seconds < 2**31
            for at in np.flatnonzero((end != MISSING) & ~known).tolist():
                value = texts.distinct[int(texts.codes[lines[at]])].as_py()
                place = batch.place(int(lines[at]), texts.column)
                batch.problems.append(
                    Problem(
                        "end-without-duration",
                        place,
                        ", ".join(spec.until.columns),
                        value,
                        params={"value": value},
                    )
                )
            self._fate(batch, spec.until.columns, texts, lines, known, times.notes)
            return pa.array(seconds.astype(np.int32), mask=~known)
        texts = batch.reading.column(spec.column or "")
        listed = texts.listed()
        values = [seconds_of(text, spec) for text in listed]
        notes = {
            i: "duration-invalid"
            for i, value in enumerate(values)
            if value is None and listed[i].strip(" -–_")
        }
        self._tell(batch, spec.column or "", texts, notes, lines, set(notes))
        numbers = np.array([-1 if value is None else value for value in values], np.int64)
        taken = _taken(numbers, texts.codes[lines], np.int64(-1))
        blank = {i: "placeholder" for i, value in enumerate(values) if value is None and i not in notes}
        self._fate(batch, (spec.column or "",), texts, lines, taken >= 0, {**notes, **blank})
        return pa.array(taken.astype(np.int32), mask=taken < 0)

    def _amount(self, batch: Batch, spec: Amount, lines: Lines) -> dict[str, pa.Array]:
        source = Value(column=spec.column, namespace_column=spec.unit_column)
        texts = batch.reading.texts(source)
        pairs = [text.split(NAMESPACE, 1) if spec.unit_column else ["", text] for text in texts.listed()]
        mark = self._context.decimal or decimal_mark(pair[1] for pair in pairs)
        found = [money_of(text, spec, unit, mark) for unit, text in pairs]
        notes = {index: money.note for index, money in enumerate(found) if money.note is not None}
        self._tell(batch, spec.column, texts, notes, lines, set(notes))
        codes = texts.codes[lines]
        values = pa.array([money.value for money in found], pa.decimal128(18, 3))
        read = _pick(values, codes).is_valid().to_numpy(zero_copy_only=False)
        self._fate(
            batch,
            (spec.column, *((spec.unit_column,) if spec.unit_column else ())),
            texts,
            lines,
            read,
            notes,
        )
        stated = [money.currency or self._context.currency or None for money in found]
        made = {"amount": _pick(values, codes), "currency": _strings(pa.array(stated, pa.string()), codes)}
        if any(money.fine for money in found):
            made["fine"] = _pick(pa.array([money.fine for money in found], pa.int64()), codes)
        return made

    def _text(self, batch: Batch, name: str, lines: Lines) -> pa.Array:
        value, cleaner = self._texts[name]
        codes = cleaner.codes(batch.reading.texts(value))[lines]
        outcome = cleaner.outcome()
        items = first_items(outcome, codes)
        whole = np.zeros(len(batch.table), np.bool_)
        whole[lines[items >= 0]] = True
        batch.fates.took(batch.reading, value, whole)
        used = np.unique(items[items >= 0])
        if not len(used):
            return pa.nulls(len(lines), pa.string())
        table = pa.array([outcome.values[index] for index in used.tolist()], pa.string())
        return _pick(table, np.where(items >= 0, np.searchsorted(used, np.maximum(items, 0)), -1))

    def _with_details(self, batch: Batch, lines: Lines, text: pa.Array | None) -> pa.Array:
        """The text of each line with its details behind it, ``COLUMN: text``; null where there is none of
        them."""
        told = [text if text is not None else pa.nulls(len(lines), pa.string())]
        for name in self.planned.spec.details:
            texts = batch.reading.column(name)
            codes = texts.codes[lines]
            whole = np.zeros(len(batch.table), np.bool_)
            whole[lines[codes >= 0]] = True
            batch.fates.use((name,), whole)
            named = [f"{name}: {said.strip()}" if said.strip() else None for said in texts.listed()]
            told.append(_strings(pa.array(named, pa.string()), codes))
        first = pa.array([""] * len(lines), pa.string())
        joined = pc.utf8_slice_codeunits(
            pc.binary_join_element_wise(first, *told, DETAIL, null_handling="skip"), len(DETAIL)
        )
        return pc.if_else(pc.equal(joined, ""), pa.scalar(None, pa.string()), joined)

    def _currency(self, batch: Batch, lines: Lines) -> pa.Array:
        value, _ = self._texts["currency"]
        texts = batch.reading.texts(value)
        found: list[str | None] = []
        notes: dict[int, str] = {}
        for index, text in enumerate(texts.listed()):
            word = value.words.get(text, text)
            code = currency_of(fold(word) or word.strip())
            bare = word.strip().upper()
            if code is None and not (len(bare) == 3 and bare.isascii() and bare.isalpha()):
                notes[index] = "currency-unknown"
            found.append(code or bare)
        self._tell(batch, value.column or "", texts, notes, lines, set())
        whole = np.zeros(len(batch.table), np.bool_)
        whole[lines[texts.codes[lines] >= 0]] = True
        batch.fates.took(batch.reading, value, whole)
        return _strings(pa.array(found, pa.string()), texts.codes[lines])


def hashed(texts: pa.Array) -> pa.Array:
    """The numbers that sources give their records as 64 bits each, null where there is none."""
    coded = texts.dictionary_encode()
    told = [
        int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), signed=True)
        for text in coded.dictionary.to_pylist()
    ]
    return pa.array(told, pa.int64()).take(coded.indices)


def references(texts: pa.Array) -> pa.Array:
    """References of payments as they are compared, whichever bank wrote them; null for one without a digit
    above 0, which names no payment (``NONREF``, ``NOTPROVIDED``, "salary").

    >>> references(pa.array(["tt 0012/a", "NONREF", None, "000"])).to_pylist()
    ['TT0012/A', None, None, None]
    """
    plain = pc.utf8_upper(pc.replace_substring_regex(texts, r"\s+", ""))
    return pc.if_else(pc.match_substring_regex(plain, "[1-9]"), plain, pa.scalar(None, pa.string()))


def four_digit_years(texts: Texts, context: Context) -> Texts:
    """``YYMMDD`` as ISO dates: up to ten years ahead of now this century, else the last (as :class:`DateType`
    has it)."""
    last = (context.now.year + 10) % 100
    full = [
        f"{'20' if int(t[:2]) <= last else '19'}{t[:2]}-{t[2:4]}-{t[4:]}"
        if t is not None and len(t) == 6 and t.isascii() and t.isdigit()
        else t
        for t in texts.distinct.to_pylist()
    ]
    return Texts(texts.codes, pa.array(full, pa.string()), texts.column)


def _taken(values: Lines, codes: Lines, missing: np.int64) -> Lines:
    return np.append(values, missing)[codes]


def _pick(values: pa.Array, codes: Lines) -> pa.Array:
    return values.take(pa.array(codes, mask=codes < 0)) if len(values) else pa.nulls(len(codes), values.type)


def _strings(values: pa.Array, codes: Lines) -> pa.Array:
    return _pick(values, codes)


__all__: Sequence[str] = ("Context", "EventMaker", "Made")
