"""Tahqiq (تحقيق): a workbench for collecting, linking and showing evidence with the source of every value."""

__version__ = "0.1.0"
