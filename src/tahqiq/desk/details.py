"""What people state of a record, declared once: the question that asks for it, the record and the answer are
made from one class.

A record is three small classes::

    class MoveDetails(Details): ...  # what people state: each field is written here and nowhere else
    class MoveRequest(MoveDetails, needs=("reason",)): ...  # the question; what may not be left out today
    class Move(MoveDetails): ...  # the record: more fields, which the program makes

Labels, form, register, paper and export follow from the fields (:mod:`tahqiq.casework.field_words`,
:mod:`tahqiq.desk.operation_form`, ``"*"`` in a register or print).
"""

from typing import Any, TypeVar

from pydantic import BaseModel, Field

from tahqiq.desk.told import Strict

B = TypeVar("B", bound=BaseModel)
LONGEST = 2_000
"""Characters of a text that must be given."""


class Details(Strict):
    """What people state of a record.

    A subclass may say which fields it ``needs``: they have no default there, and a text has 1 to
    :data:`LONGEST` characters. An unknown name raises ``TypeError``.

    >>> class VisitDetails(Details):
    ...     visitor: str = ""
    >>> class VisitRequest(VisitDetails, needs=("visitor",)): ...
    >>> VisitRequest.model_fields["visitor"].is_required(), VisitDetails().visitor
    (True, '')
    """

    def __init_subclass__(cls, needs: tuple[str, ...] = (), **kwargs: Any) -> None:  # noqa: ANN401
        super().__init_subclass__(**kwargs)

    @classmethod
    def __pydantic_init_subclass__(cls, needs: tuple[str, ...] = (), **kwargs: Any) -> None:  # noqa: ANN401
        super().__pydantic_init_subclass__(**kwargs)
        if strange := sorted(set(needs) - set(cls.model_fields)):
            raise TypeError(f"{cls.__name__} needs fields that it does not have: {strange}")
        for name in needs:
            field, needed = cls.model_fields[name], Field(min_length=1, max_length=LONGEST)
            field.default, field.default_factory = needed.default, None
            if field.annotation is str:
                field.metadata = [*field.metadata, *needed.metadata]
        if needs:
            cls.model_rebuild(force=True)


def record_of(body: type[B], stated: Details, **made: object) -> B:
    """A record's body: what was stated, where the body has a field for it, and what the program made."""
    given = {name: getattr(stated, name) for name in type(stated).model_fields if name in body.model_fields}
    return body.model_validate(given | made)
