"""What editors change by hand, the record of it, and the way back."""
