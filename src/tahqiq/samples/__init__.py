"""An invented case as an analyst would receive it: a seeded generator of files, with the truth about them.
Knows only ``kit``."""
