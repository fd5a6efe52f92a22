"""Traditional characters are understood and kept as printed."""

from datetime import date

import pytest

from planctl.deadlines import deadline_from_text, parse_deadline
from planctl.model.deadline import DeadlineKind
from planctl.traditional import SIMPLIFICATION, simplified
from support_import import codes, imported, paragraph, rows


def test_simplifying_keeps_every_place():
    assert simplified("各縣（市、區）牽頭，2026年") == "各县（市、区）牵头，2026年"
    assert all(len(plain) == 1 and ord(plain) not in SIMPLIFICATION for plain in SIMPLIFICATION.values())


@pytest.mark.parametrize(
    ("phrase", "kind", "due"),
    [
        ("長期堅持", DeadlineKind.ONGOING, None),
        ("每週", DeadlineKind.RECURRING, None),
        ("年內完成", DeadlineKind.DATE, date(2026, 12, 31)),
        ("自本方案印發之日起10個工作日內", DeadlineKind.RELATIVE, date(2026, 1, 19)),
        ("視情況而定", DeadlineKind.CONDITIONAL, None),
        ("3月底；每個月", DeadlineKind.RECURRING, None),
    ],
)
def test_a_deadline_means_what_it_means_in_simplified_characters(phrase, kind, due):
    read = parse_deadline(phrase, 2026, date(2026, 1, 5))
    assert (read.phrase, read.kind, read.due) == (phrase, kind, due)
    assert all(part.phrase in phrase for part in read.parts)
    assert read.trigger is None or read.trigger in phrase


def test_a_time_in_running_text_is_quoted_as_printed():
    assert deadline_from_text("2026年9月底前完成總結。", 2026, None).phrase == "2026年9月底前"
    assert deadline_from_text("每個季度通報進展。", 2026, None).phrase == "每個季度"


def test_a_plan_in_traditional_characters_is_read_and_kept_so():
    result = imported(
        paragraph("2026年江臨市重點任務計劃"),
        "| 序號 | 工作任務 | 具體要求 | 牽頭單位 | 配合單位 | 完成時限 | 聯繫電話 |\n"
        "| 1 | 巡河 | 建立臺賬。 | 市水務局 | 各鎮 | 長期 | 1 |\n| 註：略 | ← | ← | ← | ← | ← | ← |",
        year=0,
        title="",
    )
    assert result.plan.title == "2026年江臨市重點任務計劃"
    assert rows(result) == [("1", "巡河", "建立臺賬。", "市水務局", "長期")]
    assert result.plan.headings["lead_units"] == "牽頭單位"
    assert codes(result) == ["PLN603", "PLN607"]
