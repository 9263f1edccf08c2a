"""What a composed briefing holds, whatever it is written as: blocks whose numbers and citations stand,
sources, gaps, and what was left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from tahqiq.kit.ids import digest
from tahqiq.kit.office import office_zone
from tahqiq.model.source import Source
from tahqiq.products.paper.furniture import PLAIN as BARE
from tahqiq.products.paper.furniture import Furniture
from tahqiq.products.paper.marks import Picture
from tahqiq.products.product_words import Tongue

RunKind = Literal["plain", "figure", "typed", "cite", "left-out"]
TextKind = Literal["heading", "text", "judgement", "gap"]
Size = Literal["a4", "a3"]
LIKELIHOODS = ("remote", "very-unlikely", "unlikely", "even", "likely", "very-likely", "almost-certain")
CONFIDENCES = ("low", "moderate", "high")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a paragraph. ``figure`` comes from a record or result, ``typed`` is a figure that somebody
    wrote by hand, ``cite`` the number of a citation."""

    text: str
    kind: RunKind = "plain"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A heading, text, judgement (with how likely and how sure) or gap."""

    kind: TextKind
    runs: tuple[Run, ...]
    likelihood: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Apart:
    """The page across, behind the text, that a chart has for itself: its size, the number of the figure (from
    1), and the legend, which stands ``beside`` it or below."""

    size: Size
    number: int
    legend: Picture
    beside: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """A saved chart with its legend; ``told`` are the sentences below it. ``apart``: the page that it has for
    itself, None where it is readable among the text."""

    picture: Picture
    legend: Picture
    caption: str
    told: tuple[str, ...]
    apart: Apart | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; ``more`` counts rows that are not printed."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str
    more: int = 0


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture out of an original, as JPEG without what a camera wrote into it."""

    data: bytes
    width: int
    height: int
    caption: str


Block = Paragraph | Drawn | Grid | Photo


@dataclass(frozen=True, slots=True)
class Citation:
    """What a number in brackets leads to: the recorded value or line, where it was read, and its grade."""

    number: int
    about: str
    says: str
    value: str
    where: str
    grade: str


@dataclass(frozen=True, slots=True)
class Translation:
    """What a person translated of a value or event that the briefing shows: the words as they stood, beside
    what the translator (a name) makes of them in a language."""

    original: str
    text: str
    language: str
    translator: str


@dataclass(frozen=True, slots=True)
class Composed:
    """A whole briefing. ``left_out`` are the numbers of citations that may not leave; ``sources`` what it
    rests on, in the order of their numbers (S1, S2 …). ``frame`` is what the agency puts round it, ``zone``
    whose days it says."""

    title: str
    case: str
    language: str
    audience: str
    blocks: tuple[Block, ...]
    citations: tuple[Citation, ...]
    sources: tuple[Source, ...]
    handling: tuple[str, ...]
    left_out: tuple[int, ...]
    charts: Mapping[str, int]
    translations: tuple[Translation, ...] = ()
    frame: Furniture = field(default=BARE, repr=False)
    zone: str = field(default_factory=office_zone, repr=False)

    @property
    def say(self) -> Tongue:
        """The words of its language, with its clocks."""
        return Tongue(self.language, self.zone)

    def digest(self) -> str:
        """What two makings have in common when they say the same."""
        told = [
            self.title,
            self.language,
            self.audience,
            repr(self.blocks),
            repr(self.citations),
            str(self.left_out),
            " ".join(self.handling),
            *map(repr, self.translations),
        ]
        return digest("briefing", *told, *(f"{one.sha256} {one.grade}" for one in self.sources)).hex()

    @property
    def apart(self) -> tuple[tuple[Drawn, Apart], ...]:
        """The charts that have a page of their own, in the order of their numbers."""
        return tuple(
            (block, block.apart) for block in self.blocks if isinstance(block, Drawn) and block.apart
        )

    @property
    def typed(self) -> bool:
        """Whether any figure was written by hand."""
        return any(
            run.kind == "typed" for block in self.blocks if isinstance(block, Paragraph) for run in block.runs
        )

    @property
    def judged(self) -> bool:
        """Whether it uses the graded words for how likely something is."""
        return any(isinstance(block, Paragraph) and block.likelihood for block in self.blocks)
