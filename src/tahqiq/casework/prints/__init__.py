"""Prints: what a record of a kind looks like on paper, declared in YAML. The desk layer lays one out, for one
person."""

from tahqiq.casework.prints.declaration import Part, Print
from tahqiq.casework.prints.parser import load, read

__all__ = ["Part", "Print", "load", "read"]
