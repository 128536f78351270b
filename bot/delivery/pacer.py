"""When the next message may go: pure."""
