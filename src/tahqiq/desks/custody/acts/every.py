"""Every act of this desk that is declared in this folder."""

from tahqiq.desks.custody.acts import arriving, complaining, extracting, happening, inspecting, levelling, searching, separating, visiting

OPERATIONS = (
    *arriving.OPERATIONS, *searching.OPERATIONS, *separating.OPERATIONS, *happening.OPERATIONS, *visiting.OPERATIONS, *complaining.OPERATIONS, *levelling.OPERATIONS, *extracting.OPERATIONS, *inspecting.OPERATIONS,
)  # fmt: skip
