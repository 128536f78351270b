"""What every command has at hand: settings and store, rights, the question, buttons, and digests that are made
once for all."""
