"""Plan pictures, over which rooms are laid."""
