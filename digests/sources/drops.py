"""Files in the inbox -> entries."""
