"""Bytes and markup -> clean text: encodings, HTML, headings, line breaks, links."""
