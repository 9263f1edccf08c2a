"""Operators over links and events: what follows from what is there. May import jobs, access, store, model,
names, kit."""
