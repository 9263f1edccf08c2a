"""The file of a backup: its keys, its sealed stream, what it says it holds, and rows that changed between two
of them (docs/decisions/0026)."""
