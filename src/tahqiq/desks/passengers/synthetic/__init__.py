"""Invented traffic with planted couriers and minors."""
