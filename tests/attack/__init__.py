"""What was tried against the program, to be tried again: each test is an attack that succeeded once
(SECURITY.md)."""
