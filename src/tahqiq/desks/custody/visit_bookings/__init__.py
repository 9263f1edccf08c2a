"""Visits that are booked ahead, and the visits of a day."""
