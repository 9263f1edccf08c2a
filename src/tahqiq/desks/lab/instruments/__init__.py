"""Instruments from day to day: control charts and maintenance."""
