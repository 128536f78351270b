"""``trilateral doctor``: what is looked at, room by room, and what to do where something is wrong."""
