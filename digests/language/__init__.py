"""Text -> meaning: which language, which words, which sentences, which vector."""
