"""Which installed font stands in for one that is not there: by kind, and never a Japanese or Korean one."""

import pytest

from planctl.programs.stand_ins import Face, Kind, StandIn, find_stand_in, is_there, kind_asked, kind_of

CHINESE = frozenset(("zh-cn",))


def faces(*families):
    return [Face(tuple(names.split(",")), languages=CHINESE) for names in families]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("方正小标宋简体", Kind.TITLE),
        ("FZXiaoBiaoSong-B05S", Kind.TITLE),
        ("华文中宋", Kind.TITLE),
        ("STZhongsong", Kind.TITLE),
        ("仿宋_GB2312", Kind.FANGSONG),
        ("FangSong", Kind.FANGSONG),
        ("FandolFang R", Kind.FANGSONG),
        ("STFangsong", Kind.FANGSONG),
        ("楷体_GB2312", Kind.KAI),
        ("KaiTi", Kind.KAI),
        ("AR PL UKai CN", Kind.KAI),
        ("黑体", Kind.HEI),
        ("SimHei", Kind.HEI),
        ("Microsoft YaHei", Kind.HEI),
        ("Noto Sans CJK SC", Kind.HEI),
        ("宋体", Kind.SONG),
        ("SimSun", Kind.SONG),
        ("Noto Serif CJK SC", Kind.SONG),
        ("思源宋体", Kind.SONG),
        ("Times New Roman", None),
        ("DejaVu Sans", None),
        ("隶书", None),
    ],
)
def test_the_kind_of_a_font_is_known_by_its_name(name, kind):
    assert kind_of(name) is kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("仿宋_GB2312", Kind.FANGSONG),
        ("隶书", Kind.KAI),
        ("LiSu", Kind.KAI),
        ("华文新魏", Kind.KAI),
        ("幼圆", Kind.HEI),
        ("方正姚体", Kind.SONG),
        ("Calibri", None),
        ("Times New Roman", None),
    ],
)
def test_for_a_chinese_font_of_another_kind_one_that_is_like_it_stands_in(name, kind):
    assert kind_asked(name) is kind


NOTO = faces(*(f"Noto {kind} CJK {region}" for kind in ("Sans", "Serif") for region in ("JP", "KR", "HK", "TC", "SC")))


@pytest.mark.parametrize(
    ("kind", "family", "bold"),
    [
        (Kind.TITLE, "Noto Serif CJK SC", True),
        (Kind.FANGSONG, "Noto Serif CJK SC", False),
        (Kind.KAI, "Noto Serif CJK SC", False),
        (Kind.SONG, "Noto Serif CJK SC", False),
        (Kind.HEI, "Noto Sans CJK SC", False),
    ],
)
def test_with_the_usual_free_fonts_a_serif_stands_in_for_all_but_a_heiti(kind, family, bold):
    assert find_stand_in(kind, NOTO) == StandIn(family, bold, "Noto Serif CJK SC")


def test_a_font_of_the_same_kind_is_taken_before_a_songti():
    own = faces(
        "SimSun,宋体", "仿宋,FangSong", "AR PL UKai TW", "AR PL UKai CN", "华文中宋", "Noto Sans Mono CJK SC", "黑体"
    )
    chosen = {kind: find_stand_in(kind, own).family for kind in Kind}
    assert chosen == {
        Kind.TITLE: "华文中宋",
        Kind.FANGSONG: "仿宋",
        Kind.KAI: "AR PL UKai CN",
        Kind.HEI: "黑体",
        Kind.SONG: "SimSun",
    }


def test_neither_a_sans_nor_a_japanese_font_stands_in_for_a_serif():
    there = [*faces("Noto Sans CJK SC", "WenQuanYi Zen Hei", "Noto Serif CJK JP", "Noto Serif CJK KR")]
    japanese = Face(("IPAMincho", "Ming"), languages=frozenset(("ja",)))
    for kind in (Kind.TITLE, Kind.FANGSONG, Kind.KAI, Kind.SONG):
        assert find_stand_in(kind, [*there, japanese]) is None
    assert find_stand_in(Kind.HEI, there).family == "Noto Sans CJK SC"


def test_a_traditional_font_is_the_last_choice():
    assert find_stand_in(Kind.SONG, faces("Noto Serif CJK TC", "AR PL UMing CN")).family == "AR PL UMing CN"
    assert find_stand_in(Kind.SONG, faces("Noto Serif CJK TC")).family == "Noto Serif CJK TC"


def test_a_font_is_there_under_any_of_its_names():
    own = faces("SimSun,宋体")
    assert is_there("宋体", own)
    assert is_there("simsun", own)
    assert not is_there("仿宋", own)
