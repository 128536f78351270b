"""Files of the inbox -> entries."""
