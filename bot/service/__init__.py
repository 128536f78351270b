"""The service: everything that `trilateral run` starts, in order, and what it does every so often."""
