"""An invented service: facilities, files, five years of bookings, moves and acts, from a seed, with planted
violations of every rule beside clean look-alikes, and its truth."""
