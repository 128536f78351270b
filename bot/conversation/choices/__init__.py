"""What can be chosen in the settings. Pure: the settings page draws it, the commands share it."""
