"""Tables of what is read: feeds, items and their versions, stories, search."""
