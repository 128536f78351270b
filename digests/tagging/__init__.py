"""What an item is about: grade and countries, sectors, mechanisms. Pure."""
