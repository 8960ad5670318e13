from llm_extract.locales.vi.sentences import sentences


def test_sentences_end_at_stops_and_lines() -> None:
    text = "Kết nạp 934 đảng viên. Khai trừ 1 đảng viên!\nTin: P. MAI\nTP. Cao Lãnh có 1.234 đảng viên."
    assert [span.of(text) for span in sentences(text)] == [
        "Kết nạp 934 đảng viên.",
        "Khai trừ 1 đảng viên!",
        "Tin: P. MAI",
        "TP. Cao Lãnh có 1.234 đảng viên.",
    ]


def test_a_decimal_ends_no_sentence() -> None:
    assert len(list(sentences("Đạt 94.67 phần trăm, tăng 1.5 lần."))) == 1
