"""What the subcommands do: each a call to the core and a way to print what it said; loaded when one runs."""
