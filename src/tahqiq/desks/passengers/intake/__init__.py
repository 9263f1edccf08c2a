"""A file of an airline becomes bookings, travellers and flights."""
