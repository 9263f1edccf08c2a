"""Every act of this desk that is declared in this folder."""

from tahqiq.desks.custody.acts import (
    arriving,
    complaining,
    connecting,
    drawing,
    extracting,
    incidents,
    inquiring,
    inspecting,
    levelling,
    ordering,
    planning,
    searching,
    separating,
    visiting,
)

OPERATIONS = (
    *arriving.OPERATIONS,
    *searching.OPERATIONS,
    *connecting.OPERATIONS,
    *drawing.OPERATIONS,
    *separating.OPERATIONS,
    *incidents.OPERATIONS,
    *visiting.OPERATIONS,
    *complaining.OPERATIONS,
    *levelling.OPERATIONS,
    *extracting.OPERATIONS,
    *ordering.OPERATIONS,
    *planning.OPERATIONS,
    *inquiring.OPERATIONS,
    *inspecting.OPERATIONS,
)
