"""Several organs that issue together: heads, signatures, and what they may take of the first page."""

import pytest

from docx_grid import W
from planctl.checks import check_plan
from planctl.cli import run
from planctl.document.layout import Form, Head, Layout
from planctl.document.official import official_document
from planctl.errors import PlanctlError
from planctl.findings.fixes import splice
from planctl.planfile.loader import load_plan
from planctl.planfile.writer import dump_plan
from planctl.source import Source
from support import plan_of
from support_docx import rendered, texts_in

ORGANS = "[某某市发展和改革局, 某某市财政局, 某某市教育局]"


def plan(organs=ORGANS, title="关于印发《2018年工作分工方案》的通知", addressees="市政府各部门"):
    return plan_of(
        "plan:\n  title: 2018年工作分工方案\n  year: 2018\n  stage: 印发稿\n"
        f"  issuing_authority: {organs}\n  document_number: 某发改〔2018〕9号\n  dated_on: 2018-03-01\n"
        f"  notice_title: {title}\n  addressees: {addressees}\n  printed_by: 某某市发展和改革局\n  printed_on: 2018-03-02\n"
        "tasks:\n- {number: 1, title: 甲, requirements: [{number: 1, text: 公开。, lead_units: 市编办, deadline: 全年}]}\n"
    )


def render(plan, **layout):
    return rendered(plan, layout=Layout(notice=True, **layout))


def tables(document):
    """The tables of the body, as rows of texts."""
    return [
        [[texts_in(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
        for table in document.body.findall(f"{W}tbl")
    ]


def test_each_organ_has_a_line_of_the_head_and_the_word_stands_once_in_a_cell_merged_down():
    document = render(plan())
    head = tables(document)[0]
    assert head == [["某某市发展和改革局", "文件"], ["某某市财政局", ""], ["某某市教育局", ""]]
    merges = [cell.get(f"{W}val") for cell in document.body.find(f"{W}tbl").iter(f"{W}vMerge")]
    assert merges == ["restart", "continue", "continue"]


def widths_of_names(document):
    for row in document.body.find(f"{W}tbl").iter(f"{W}tr"):
        cell = next(row.iter(f"{W}tc"))
        total = 0.0
        for run_ in cell.iter(f"{W}r"):
            size = int(run_.find(f"{W}rPr/{W}sz").get(f"{W}val")) / 2
            total += len(texts_in(run_)) * (size + int(run_.find(f"{W}rPr/{W}spacing").get(f"{W}val")) / 20)
        yield total


def test_the_names_in_a_head_are_equally_wide():
    first, *others = widths_of_names(render(plan()))
    assert others == pytest.approx([first] * len(others), abs=1)


def size_of_head(document):
    return int(document.body.find(f"{W}tbl").find(f".//{W}sz").get(f"{W}val")) / 2


def test_the_head_gets_smaller_the_more_organs_and_the_longer_the_title():
    many = [
        size_of_head(render(plan(f"[{', '.join(f'某某市{name}局' for name in '甲乙丙丁戊己庚辛'[:count])}]")))
        for count in (2, 5, 8)
    ]
    assert many == sorted(many, reverse=True)
    assert many[0] == 48
    assert many[-1] < 30
    long = plan("[某某市甲局, 某某市乙局, 某某市丙局, 某某市丁局, 某某市戊局]", "关于" + "印发工作方案" * 11 + "的通知")
    assert size_of_head(render(long)) < many[1]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"organs": f"[某某市{'某' * 25}局, 某某市财政局]"}, "的名称太长"),
        (
            {"organs": f"[{', '.join(f'某某市第{number}局' for number in range(1, 16))}]"},
            "15个发文机关的标志和通知标题",
        ),
        ({"title": "关于" + "印发" * 100 + "的通知"}, "3个发文机关的标志和通知标题"),
        ({"organs": f"某某市{'某' * 25}局"}, "发文机关标志“某某市"),
    ],
)
def test_a_head_that_would_be_too_small_is_an_error_that_says_what_to_shorten(changed, words):
    with pytest.raises(PlanctlError, match=words) as error:
        render(plan(**changed))
    assert error.value.exit_code == 1
    assert "--head lead" in error.value.hint or "issuing_authority" in error.value.hint


def test_the_leading_organ_alone_heads_a_document_where_that_is_asked_for_and_a_letter_always():
    assert official_document(plan(), "x", Layout(notice=True, head=Head.LEAD)).head == "某某市发展和改革局文件"
    for head in Head:
        letter = Layout(notice=True, form=Form.LETTER, head=head)
        assert official_document(plan(), "x", letter).head == "某某市发展和改革局"


def test_two_seals_stand_side_by_side_and_three_in_a_row_with_the_date_under_the_last():
    assert tables(render(plan("[某某市甲局, 某某市乙局]")))[1] == [["某某市甲局", "某某市乙局2018年3月1日"]]
    five = plan("[某某市甲局, 某某市乙局, 某某市丙局, 某某市丁局, 某某市戊局]")
    assert tables(render(five))[1] == [
        ["某某市甲局", "某某市乙局", "某某市丙局"],
        ["", "某某市丁局", "某某市戊局2018年3月1日"],
    ]
    lines = [len(list(cell.iter(f"{W}p"))) for cell in render(five).body.findall(f"{W}tbl")[1].iter(f"{W}tc")]
    assert lines == [1, 1, 1, 2, 2, 2], "the names of the last row stand beside one another, and above the date"
    heights = [int(row.get(f"{W}val")) for row in render(five).body.findall(f"{W}tbl")[1].iter(f"{W}trHeight")]
    assert heights[1] > 42 / 25.4 * 1440, "a seal has room between two rows of names"


def test_names_too_long_for_a_third_of_the_line_stand_two_in_a_row():
    long = plan("[某某市甲乙丙丁戊己办公室, 某某市乙局, 某某市丙局]")
    assert [len(row) for row in tables(render(long))[1]] == [2, 2]


def indents(document):
    """The right indents of paragraphs in the body's own order, by their texts."""
    found = {}
    for paragraph in document.body.findall(f"{W}p"):
        indent = paragraph.find(f"{W}pPr/{W}ind")
        if indent is not None and indent.get(f"{W}rightChars"):
            found[texts_in(paragraph)] = int(indent.get(f"{W}rightChars"))
    return found


def test_without_seals_the_names_stand_one_below_the_other_and_the_date_under_the_last():
    document = render(plan(), unsealed=True)
    assert [text for text in document.paragraphs if text.startswith(("某某市", "2018年3"))] == [
        "某某市发展和改革局",
        "某某市财政局",
        "某某市教育局",
        "2018年3月1日",
    ]
    # six characters of the date begin two right of where the six of the name begin: it ends where the line does
    assert indents(document)["2018年3月1日"] == 0
    assert indents(document)["某某市财政局"] == 200


def test_a_date_longer_than_the_name_ends_two_characters_from_the_edge_and_the_name_moves():
    document = render(plan("某市甲局"), unsealed=True)
    assert indents(document) == {"某市甲局": 600, "2018年3月1日": 200}


def test_the_properties_name_every_organ():
    assert "某某市发展和改革局、某某市财政局、某某市教育局" in render(plan()).parts["docProps/core.xml"].decode()


def test_a_list_of_organs_is_written_as_it_was_read_and_one_organ_as_text():
    for organs in (ORGANS, "某某市财政局"):
        text = dump_plan(plan(organs))
        assert f"  issuing_authority: {organs}\n" in text
        assert load_plan(Source("x", text)).plan == plan(organs)


@pytest.mark.parametrize("written", ["某某市甲局、某某市乙局", '"某某市甲局, 某某市乙局"', "某某市甲局 某某市乙局"])
def test_several_organs_in_one_text_are_made_a_list(written):
    source = Source("x", dump_plan(plan("甲")).replace("issuing_authority: 甲", f"issuing_authority: {written}"))
    (finding,) = [one for one in check_plan(load_plan(source)) if one.rule.code == "PLN708"]
    fixed = load_plan(Source("x", splice(source.text, finding.fix.edits)))
    assert fixed.plan.issuing_authorities == ("某某市甲局", "某某市乙局")
    assert not [one for one in check_plan(fixed) if one.rule.code == "PLN708"]


@pytest.mark.parametrize("written", ["某某市委宣传部（某某市政府新闻办、某某市文明办）", "市、县", "某某市甲局"])
def test_one_organ_with_marks_in_its_name_is_left_as_it_is(written):
    source = Source("x", dump_plan(plan(written)))
    assert not [one for one in check_plan(load_plan(source)) if one.rule.code == "PLN708"]


def test_options_of_joint_documents_want_a_notice(tmp_path, capfd):
    for options in (["--head", "lead"], ["--unsealed"]):
        assert run(["render", "docx", *options, "-o", str(tmp_path / "x.docx")]) == 2
        assert f"{options[0]} 只用于带印发通知的公文" in capfd.readouterr().err


def test_a_list_of_organs_is_replaced_by_set(tmp_path):
    file = tmp_path / "plan.yaml"
    file.write_text(dump_plan(plan()), encoding="utf-8")
    assert run(["set", "plan", "发文机关", "某某市财政局", "-p", str(file)]) == 0
    assert "  issuing_authority: 某某市财政局\n" in file.read_text(encoding="utf-8")
