"""Word documents (docx) -> text."""
