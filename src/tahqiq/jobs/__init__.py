"""Work that takes time: leased, resumable, with progress and cancel. Knows only a job's name and recipe,
never what it does."""
