"""Why something is on a list, in four languages at once: a list is kept, and whoever opens it later may read
another language than who made it."""

from collections.abc import Callable, Mapping

from tahqiq.desks.cargo.indicators.rule import vocabulary
from tahqiq.desks.cargo.local_model.memory import Memory
from tahqiq.desks.cargo.local_model.model import LocalModel, raising
from tahqiq.desks.cargo.local_model.signs import Appearance, spelled
from tahqiq.kit.messages import LOCALES, catalogue, message, speaking

InFour = dict[str, str]


def in_four(say: Callable[[str], str]) -> InFour:
    """A text in each of the four languages; what ``say`` calls answers in that language too."""
    made: InFour = {}
    for locale in LOCALES:
        with speaking(locale):
            made[locale] = say(locale)
    return made


def sign_in_words(sign: str, seen: Appearance, locale: str) -> str:
    """A sign as a person reads it, written as the consignment writes it.

    >>> said = sign_in_words("party:palmoffice", Appearance(declarant="Palm Office"), "en")
    >>> said.replace("\\u2068", "<").replace("\\u2069", ">")
    'the same party <Palm Office>'
    """
    value = spelled(sign, seen)
    if value:
        value = f"\u2068{value}\u2069"  # a name keeps its order among letters that run the other way
    return message(f"cargo-sign-{sign.partition(':')[0]}", locale, {"value": value}).sentence.strip()


def why_sign(why: str, sign: str, seen: Appearance, probability: float, memory: Memory, today: int) -> InFour:
    """Why a consignment follows up a find, or is tried for its cell."""
    found, opened = memory.counts(sign, today)

    def say(locale: str) -> str:
        words: Mapping[str, str | int] = {
            "sign": sign_in_words(sign, seen, locale),
            "found": found,
            "opened": opened,
            "percent": f"{100 * probability:.1f}",
        }
        return message(f"cargo-opened-{why}", locale, words).sentence

    return in_four(say)


def why_model(model: LocalModel, threat: str, row: int) -> InFour:
    """Why a model ranks a consignment high, beside how much it learned from."""
    told = raising(model, row)

    def say(locale: str) -> str:
        columns = (
            ", ".join(
                f"{column_in_words(name, locale)} {value} (+{added:.2f})" for name, value, added in told
            )
            or "–"
        )
        words: Mapping[str, str | int] = {
            "threat": threat_in_words(threat, locale),
            "columns": columns,
            "openings": model.openings,
            "finds": model.finds,
            "chance": f"{100 * float(model.chances[row]):.1f}",
        }
        return message("cargo-model-here", locale, words).sentence

    return in_four(say)


def threat_in_words(threat: str, locale: str) -> str:
    """What a threat is called; its own name where nobody gave one."""
    code = f"cargo-threat-{threat}"
    return message(code, locale, {}).sentence if code in catalogue() else threat


def column_in_words(name: str, locale: str) -> str:
    """What a column of the model is called."""
    known = vocabulary().features
    if name in known:
        return known[name].label[locale]
    if name.startswith("rate-"):
        return message(
            "cargo-column-rate",
            locale,
            {"sign": message(f"cargo-sign-{name[5:]}", locale, {"value": ""}).sentence.strip()},
        ).sentence
    return message(f"cargo-column-{name}", locale, {}).sentence
