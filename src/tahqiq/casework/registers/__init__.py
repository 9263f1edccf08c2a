"""Registers: a table over a kind of record, declared in YAML. The desk layer fills it, for one person."""

from tahqiq.casework.registers.conditions import key_value, shown_value, where_of
from tahqiq.casework.registers.declaration import Column, ColumnType, Given, Register, View
from tahqiq.casework.registers.parser import load, read

__all__ = [
    "Column",
    "ColumnType",
    "Given",
    "Register",
    "View",
    "key_value",
    "load",
    "read",
    "shown_value",
    "where_of",
]
