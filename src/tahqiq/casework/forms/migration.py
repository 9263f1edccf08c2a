"""Taking answers of an older version of a form over into a newer one, as the newer one declares it. Nothing
is lost: what is dropped is set aside."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tahqiq.casework.forms.answers import Answer, Answers
from tahqiq.casework.forms.declaration import BOXES, Form, Migration
from tahqiq.kit.errors import Conflict


@dataclass(frozen=True, slots=True)
class Migrated:
    """Answers under the paths of the newer version, and those that it has no place for (``aside``, under
    their old paths)."""

    answers: dict[str, Answer]
    aside: dict[str, Answer]


def migrate(versions: Mapping[int, Form], answers: Answers, version: int, to: int) -> Migrated:
    """Answers of ``version`` as answers of the later version ``to``, step by step.

    Raises :class:`Conflict` (``form-no-way``) when a version on the way is not there, or ``to`` is the older
    one.
    """
    if to < version or any(number not in versions for number in range(version, to + 1)):
        raise Conflict("form-no-way", version=version, to=to)
    here, aside = dict(answers), dict[str, Answer]()
    for number in range(version + 1, to + 1):
        step = versions[number].before
        if step is None:
            raise Conflict("form-no-way", version=version, to=to)
        here, left = _step(versions[number - 1], versions[number], step, here)
        aside |= left
    return Migrated(here, aside)


def _step(
    old: Form, new: Form, step: Migration, answers: Answers
) -> tuple[dict[str, Answer], dict[str, Answer]]:
    kept: dict[str, Answer] = {}
    aside: dict[str, Answer] = {}
    for path, answer in answers.items():
        place = old.at(path)
        target = (
            "" if place is None or place[2].name in step.dropped else _path(new, step, path, place[2].name)
        )
        if not target:
            aside[path] = answer
            continue
        kept[target] = _answer(new, step, target, answer)
    return kept, aside


def _path(new: Form, step: Migration, path: str, name: str) -> str:
    name = step.renamed.get(name, name)
    section = next((section for section, one in new.fields() if one.name == name), None)
    if section is None:
        return ""
    return f"{section.name}.{path.split('.')[1]}.{name}" if section.repeated else name


def _answer(new: Form, step: Migration, path: str, answer: Answer) -> Answer:
    place = new.at(path)
    if place is None or place[2].type not in BOXES or not answer.given:
        return answer
    taken = step.options.get(place[2].name, {})
    return replace(answer, values=tuple(taken.get(value, value) for value in answer.values))
