"""Pages -> text and what each says of itself: one article a page, its furniture left out."""
