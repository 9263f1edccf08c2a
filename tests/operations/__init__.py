"""What an administrator meets: outages, two processes, rescue."""
