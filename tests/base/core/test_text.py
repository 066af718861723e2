from zveno.base.core.text import search_key, sort_key


def test_search_key_disregards_case_yo_quotes_and_spaces() -> None:
    assert search_key(" «Ёлочный  завод» ", None, "МБОУ") == "елочный завод мбоу"


def test_sort_key_puts_yo_right_after_ye() -> None:
    words = ["Жук", "Ель", "Ёлка", "Еж", "Арка"]

    assert sorted(words, key=sort_key) == ["Арка", "Еж", "Ель", "Ёлка", "Жук"]
