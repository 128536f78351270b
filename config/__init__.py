"""What an operator edits, and the only modules that read it: settings from the environment, catalogues from TOML."""
