"""Examinations of consignments: recording what became of them, seizures, the report."""
