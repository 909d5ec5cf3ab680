from bench import extraction


def test_a_text_is_lengthened_by_its_own_paragraphs():
    longer = extraction.lengthened("one two three\nfour five", 100)
    assert 100 <= len(longer.split()) < 103
    assert set(longer.split("\n")) == {"one two three", "four five"}
    assert longer == extraction.lengthened("one two three\nfour five", 100)
