"""Worksheets of fire debris and of propellants: patterns of ions that a chemist looks for, requirement by
requirement. They say what a run shows, never how it came there."""
