"""What is opened on a shift: the list that its hands can do."""
