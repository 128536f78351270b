from digests.language.snippets import Wanted, snippet


def marked(text: str, *words: str, open_end: bool = False) -> str:
    made = snippet([text], [Wanted(word, open_end) for word in words])
    out, last = "", 0
    for start, end in made.marks:
        out += made.text[last:start] + "[" + made.text[start:end] + "]"
        last = end
    return out + made.text[last:]


def test_words_are_marked_in_the_original_spelling() -> None:
    assert marked("ＲＣＥＰと日中韓の會議", "rcep", "会议") == "[ＲＣＥＰ]と日中韓の[會議]"


def test_whole_words_are_marked_not_their_likes() -> None:
    assert marked("Aid for AI, said the maid", "ai") == "Aid for [AI], said the maid"
    assert marked("semiconductors", "semicond", open_end=True) == "[semicond]uctors"


def test_signs_between_the_words_do_not_matter() -> None:
    assert (
        marked("한·일 정상, 1,234 and free-trade", "한일", "1234", "free trade")
        == "[한·일] 정상, [1,234] and [free-trade]"
    )


def test_a_long_text_is_cut_around_the_word_at_a_sentence() -> None:
    text = "This is how it began. " * 300 + "Ports agreed on hydrogen. " + "And so it went on. " * 300
    made = snippet([text], [Wanted("hydrogen")])
    assert made.text.startswith("… Ports agreed on hydrogen. And so")
    assert made.text.endswith(" …")
    assert len(made.text) < 200
    start, end = made.marks[0]
    assert made.text[start:end] == "hydrogen"


def test_the_first_text_that_holds_a_word_is_quoted_and_else_the_beginning() -> None:
    assert snippet(["one", "two\n three"], [Wanted("three")]).text == "two three"
    assert snippet(["", "two"], [Wanted("four")]).text == "two"
    assert snippet(["", ""], []).text == ""
