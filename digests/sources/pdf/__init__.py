"""PDF -> text in reading order."""
