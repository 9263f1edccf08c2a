"""Cases at work: the acts of people upon what was recorded; later tasks, notes, decisions, charts."""
