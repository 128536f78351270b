"""How the work grows with the text: every regular expression and every function over text, on texts made to be slow."""
