"""Stories in other languages with faithful translations of them, for tests of what becomes of a model's answers."""

from digests.model import Commission, Ground

TITLE = "半導体材料を日本と韓国で共同備蓄"
SENTENCE = "経済産業省は23日、半導体材料の共同備蓄を韓国と始めると発表した。"
GOOD = {
    TITLE: "Japan and South Korea to stockpile semiconductor materials together",
    SENTENCE: "The Ministry of Economy, Trade and Industry announced on the 23rd that it will start a joint stockpile "
    "of semiconductor materials with South Korea.",
}
"""Faithful, in English."""
WRONG = {
    TITLE: "Japan and South Korea to stockpile 4,500 tonnes of semiconductor materials",
    SENTENCE: "Xi Jinping announced on the 17th that China will start a joint stockpile with South Korea.",
}
"""With numbers and names that nobody said."""


def wanted(text: str = TITLE, language: str = "en", story_id: int = 1) -> Commission:
    """A translation of a Japanese text."""
    return Commission("translate", language, (Ground(text, "ja", "サンプル通信", "JP"),), story_id)
