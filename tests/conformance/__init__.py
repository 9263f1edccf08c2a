"""What every extension point promises, run for each installed one."""
