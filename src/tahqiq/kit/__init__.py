"""Small things everybody needs: errors, identifiers, time, text, locales, settings. Imports nothing of
Tahqiq."""
