"""Names in Arabic, Kurdish and Latin script: folding, consonant skeletons, how alike two names are. May
import kit only."""
