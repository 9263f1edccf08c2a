"""From a question to scored values: identifiers whole or in part, names spelled alike in either script, words
and phrases in texts."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from tahqiq.kit.parts import parts
from tahqiq.names.score import form, likeness
from tahqiq.names.threshold import is_likely
from tahqiq.store.database import Database, integer, numbers, text
from tahqiq.store.search import terms
from tahqiq.store.search.match import Event, Found, Matcher
from tahqiq.store.search.question import Question
from tahqiq.store.search.result import Kind

LOOKED, LOOKED_ACROSS = 400, 200
"""How many values that share grams in the same script, and across scripts, are looked at."""
COMPARED = 30
"""How many of them are compared in full."""
NEAR, SHARED = 50, 0.3
"""Compared in full are only names that a quick comparison (0 to 100) puts so near, or that share so much of
the skeleton terms asked for."""
ALIKE, ALIKE_ALONE = 0.6, 0.75
"""Names less alike than this are no hits; a single word in the same script must be more alike, since little
else speaks for it."""
SHORTEST_BEGINNING, BEGUN, BEGUN_IN_TEXT = 2, 0.8, 0.55
"""Signs of a word that is being typed before it is looked for, and what a name or other short value with it
scores, and a long text."""
_CHUNK = 500
_SHORT_NAME_WORDS = 12


@dataclass(slots=True)
class Scored:
    """Score and kind of match of each value reference, the texts of those compared, events found by their
    text, and whether that is all."""

    values: dict[int, tuple[float, Kind]] = field(default_factory=dict)
    events: list[tuple[Event, Kind]] = field(default_factory=list)
    texts: dict[int, str] = field(default_factory=dict)
    all: bool = True

    def give(self, ref: int, score: float, kind: Kind) -> None:
        """Keep the better score of a value."""
        known = self.values.get(ref)
        if known is None or score > known[0]:
            self.values[ref] = (score, kind)


class Candidates:
    """Scores values for a question; ``database`` is asked only for the texts of values that the matcher found
    inside its classes."""

    def __init__(self, database: Database, matcher: Matcher) -> None:
        self._database, self._matcher = database, matcher

    def scored(self, question: Question, begun: bool = False) -> Scored:
        """All values and events that answer the question; with ``begun`` also those that have its last word
        only as the beginning of theirs."""
        made = Scored()
        self._codes(question, made)
        self._words(question, made)
        if question.name:
            self._names(question.name, made)
        if begun:
            self._begun(question, made)
        return made

    def _begun(self, question: Question, made: Scored) -> None:
        *whole, start = question.words or ("",)
        if len(start) < SHORTEST_BEGINNING or question.phrases:
            return
        found = self._matcher.begun("word", whole, start, LOOKED)
        made.all &= found.all
        for ref, said in self._texts(found.shared, made).items():
            words = terms.words(said)
            score = BEGUN if len(words) < _SHORT_NAME_WORDS else BEGUN_IN_TEXT
            made.give(
                ref, score + (0.05 if words and words[0].startswith(question.words[0]) else 0.0), "words"
            )

    def _codes(self, question: Question, made: Scored) -> None:
        for code in question.codes():
            found, _ = self._matcher.having("code", [f"={code[: terms.LONGEST_CODE]}"], (), LOOKED)
            made.all &= found.all
            for ref in found.shared:
                made.give(ref, 1.0, "exact-number")
        for piece in question.code_pieces():
            found, _ = self._matcher.having("code", terms.code_grams(piece), (), LOOKED)
            made.all &= found.all
            texts = self._texts(found.shared, made)
            for ref in found.shared:
                whole = terms.compact(texts.get(ref, ""))
                if piece in whole:
                    made.give(ref, 0.6 + 0.35 * len(piece) / len(whole), "part-of-number")

    def _words(self, question: Question, made: Scored) -> None:
        found, events = self._matcher.having("word", question.words, question.phrases, LOOKED)
        made.all &= found.all
        kind: Kind = "phrase" if question.phrases else "words"
        made.events += [(event, kind) for event in events]
        asked = form(question.free)
        for ref, words in self._texts(found.shared, made).items():
            short = words.count(" ") < _SHORT_NAME_WORDS
            alike = likeness(asked, form(words)) if short and not question.phrases else 0.0
            if alike == 1.0:
                made.give(ref, 1.0, "same-name")
            else:
                made.give(ref, max(0.9 if question.phrases else 0.75, alike), kind)

    def _names(self, name: str, made: Scored) -> None:
        latin = terms.is_latin(name)
        asked = terms.asked_bones(name)
        same = self._matcher.counted("gram", terms.asked_grams(name), LOOKED)
        across = self._matcher.counted(
            "bone", [terms.script_mark(not latin) + term for term in asked], LOOKED_ACROSS
        )
        refs = dict.fromkeys([*self._nearest(name, same, made), *self._best(across, len(asked))])
        if len(name.split()) <= 2:
            own = self._matcher.counted(
                "bone", [terms.script_mark(latin) + term for term in asked], LOOKED_ACROSS
            )
            refs.update(dict.fromkeys(self._best(own, len(asked))))
        wanted = form(name)
        for ref, words in self._texts(refs, made).items():
            other = form(words)
            alike = likeness(wanted, other)
            if alike >= (ALIKE_ALONE if len(wanted.parts) < 2 and terms.is_latin(words) == latin else ALIKE):
                made.give(
                    ref,
                    alike,
                    "same-name"
                    if alike == 1.0
                    else "name-spelled-alike"
                    if is_likely(wanted, other, alike)
                    else "name-somewhat-alike",
                )

    def alike(self, name: str, least: float, looked: int) -> tuple[dict[int, float], int, bool]:
        """Values that are names at least so like one (0 to 1) among the ``looked`` that share most with it;
        how many were compared, and whether that is all."""
        asked = terms.asked_bones(name)
        found = [self._matcher.counted("gram", terms.asked_grams(name), looked)]
        found += [
            self._matcher.counted("bone", [terms.script_mark(latin) + term for term in asked], looked)
            for latin in (True, False)
        ]
        refs = dict.fromkeys(ref for one in found for ref in one.shared if not ref & 1)
        wanted = form(name)
        compared = {ref: likeness(wanted, form(words)) for ref, words in self._texts(refs, Scored()).items()}
        return (
            {ref: score for ref, score in compared.items() if score >= least},
            len(compared),
            all(one.all for one in found),
        )

    def _nearest(self, name: str, found: Found, made: Scored) -> list[int]:
        """The values nearest by a quick comparison of their words in any order; equal ones by their text,
        never by their number."""
        by_text: dict[str, list[int]] = {}
        for ref, words in self._texts(found.shared, made).items():
            by_text.setdefault(words, []).append(ref)
        texts = sorted(by_text)
        near = process.extract(
            name.lower(),
            texts,
            scorer=fuzz.token_ratio,
            processor=str.lower,
            limit=COMPARED,
            score_cutoff=NEAR,
        )
        return [ref for words, _, _ in near for ref in by_text[words]]

    @staticmethod
    def _best(found: Found, asked: int) -> list[int]:
        """As many as are compared, with the most shared terms; a group of equals that does not fit is left
        out whole unless it is the first."""
        shared = {ref: count for ref, count in found.shared.items() if count >= SHARED * asked}
        counts = sorted(shared.values(), reverse=True)
        if len(counts) <= COMPARED:
            return list(shared)
        cut = counts[COMPARED]
        above = [ref for ref, count in shared.items() if count > cut]
        return above or [ref for ref, count in shared.items() if count == counts[0]]

    def _texts(self, refs: Sequence[int] | dict[int, int] | dict[int, None], made: Scored) -> dict[int, str]:
        """The text of each reference; identifiers' keys where the reference is to a node."""
        missing = [ref for ref in refs if ref not in made.texts]
        for odd, table, column in ((0, "value", "text"), (1, "node", "key")):
            wanted = [ref >> 1 for ref in missing if ref & 1 == odd]
            for part in parts(wanted, _CHUNK):
                inside = numbers(part)
                for no, words in self._database.query(
                    f"SELECT no, {column} FROM {table} WHERE no IN ({inside})"
                ):
                    made.texts[integer(no) << 1 | odd] = text(words)
        return {ref: made.texts[ref] for ref in refs if ref in made.texts}
