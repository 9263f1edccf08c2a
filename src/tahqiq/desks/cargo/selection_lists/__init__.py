"""What a shift examines: the list that its capacity allows, decided about, signed and sent."""
