"""An invented year at a port, an airport and a land crossing, in the syntax of real papers, with concealments
among clean look-alikes and the truth beside."""
