"""What boards and crime scripts share: recorded values they rest on, and how they leave the program."""
