"""An article over time: newer words of it, another article under its name, and the lines that a feed's items
share. Pure."""
