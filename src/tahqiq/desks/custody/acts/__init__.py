"""What is entered at the desk as it happens, register by register."""
