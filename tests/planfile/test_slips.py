"""What YAML drops or bends of unquoted Chinese is reported where it stands, before any other rule speaks of it."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctl.checks import check_plan
from planctl.findings.fixes import apply_fixes
from planctl.planfile.loader import load_plan
from planctl.source import Source
from support import found, load

TASK = "tasks:\n  - number: 1\n    title: 推进公开\n    requirements:\n      - number: 1\n"
"""A task whose first requirement the tests end, at line 6."""


def requirement(*lines):
    return TASK + "".join(f"        {line}\n" for line in lines)


def findings(text):
    return check_plan(load(text))


def fixed(text):
    source = load(text).source
    added = source.text.removesuffix(text)
    return apply_fixes(source, lambda one: load_plan(one).diagnostics).text.removeprefix(added)


def text_after_fixes(text):
    return load(fixed(text)).plan.tasks[0].requirements[0].text


@pytest.mark.parametrize(
    "written",
    [
        '"放管服"改革工作。',
        "'放管服'改革工作。",
        "落实要求: 按季报送。",
        "分三步: 甲: 乙。",
        "@全体单位公开。",
        "%5的项目公开。",
        "*重点项目公开。",
        "&重点项目公开。",
        "!重要项目公开。",
        "[2017]12号文件。",
        "{试点}项目公开。",
        "`试点`公开。",
        "公开目录 #1号。",
        "公开目录 #甲类。",
        "#1号楼公开。",
    ],
)
@pytest.mark.parametrize("flow", [False, True], ids=["block", "flow"])
@pytest.mark.parametrize("comment", ["", "  # 请核对"])
def test_an_unquoted_text_that_yaml_would_not_read_whole_is_the_one_finding_and_fixed_by_quotes(written, flow, comment):
    if flow:
        text = f"{TASK.rpartition('-')[0]}- {{number: 1, text: {written}, lead_units: 市编办}}{comment}\n"
        line = 5
    else:
        text = requirement(f"text: {written}{comment}", "lead_units: 市编办")
        line = 6
    (finding,) = [one for one in findings(text) if one.rule.severity == "error"]
    assert finding.rule.code in ("PLN019", "PLN020")
    assert found(text)[0][1] == line
    assert finding.fix
    assert text_after_fixes(text) == written
    assert fixed(text).count("# 请核对") == (comment != "")


@pytest.mark.parametrize("written", ["| 公开目录。", "> 公开目录。", "- 公开目录。"])
def test_a_text_that_may_be_meant_as_yaml_is_reported_without_a_fix(written):
    (finding,) = findings(requirement(f"text: {written}", "lead_units: 市编办"))
    assert (finding.rule.code, finding.fix) == ("PLN020", None)
    assert f'text: "{written}"' in finding.help


@pytest.mark.parametrize(
    "value",
    [
        "公开目录。 # 请核对",
        "公开目录。 ## 请核对",
        "公开目录。 #",
        "公开目录。  # planctl: ignore PLN402",
        "公开C#目录。",
        '"公开目录 #1号。"',
        '"说明: 公开。"  # 请核对',
        "'\"放管服\"改革。'",
        '|\n          公开 #1号 !甲 *乙: 丙\n          "放管服"改革。',
        ">-\n          公开 #1号。",
        "http://www.gd.gov.cn 公开。",
        "12:30前公开。",
        '"公开\n          #1号。"',
    ],
)
def test_what_yaml_reads_as_it_stands_is_no_finding(value):
    assert [
        one for one in findings(requirement(f"text: {value}", "lead_units: 市编办")) if one.rule.code < "PLN1"
    ] == []


@pytest.mark.parametrize(
    "written",
    [
        "plan: &p\n  title: 方案\n  year: 2017\ntasks: &a\n- number: 1\n  title: 甲\n  lead_units: 市编办\n",
        "plan: !!map {title: 方案, year: 2017}\ntasks:\n- !!map\n  number: 1\n  title: !!str 甲\n  lead_units: 市编办\n",
        "plan: {title: 方案, year: 2017}\ntasks:\n- &t\n  number: 1\n  title: 甲\n  lead_units: &a [市编办]\n",
    ],
)
def test_an_anchor_or_tag_before_a_collection_and_a_tag_of_yaml_itself_is_no_text(written):
    text = f"format: 1\n{written}"
    assert [one for one in load_plan(Source("x", text)).diagnostics if one.rule.severity == "error"] == []
    assert fixed(text) == text


def test_a_fix_leaves_an_anchor_that_is_used_before_the_quotes():
    text = "tasks:\n- number: 2\n  title: &b 公开目录 #1号。\n- {number: 1, title: *b, lead_units: 市编办}\n"
    assert 'title: &b "公开目录 #1号。"\n' in fixed(text)


def test_a_text_that_ends_in_a_comment_is_fixed_only_where_it_is_plainly_a_text():
    (finding,) = findings(requirement("text: 公开目录。 #待核", "lead_units: 市编办"))
    assert (finding.rule.code, finding.fix) == ("PLN019", None)
    assert "待核" in finding.message


@pytest.mark.parametrize(
    "written",
    [
        '"甲公开"  #乙公开',
        "'甲公开'  #乙公开  # 请核对",
        '"甲公开"#乙公开',
        "\n          甲公开 #乙公开",
        '"甲公开\n          甲公开" #乙公开',
        "open data\n          open #乙公开",
    ],
)
def test_a_text_behind_a_number_sign_is_not_lost_in_silence_wherever_its_line_begins(written):
    text = requirement(f"text: {written}", "lead_units: 市编办")
    (finding,) = [one for one in findings(text) if one.rule.severity == "error"]
    assert (finding.rule.code, finding.fix) == ("PLN019", None)
    assert "“#乙公开”" in finding.message


def test_a_list_with_a_comment_behind_it_is_made_no_text_in_a_file_that_cannot_be_parsed():
    text = requirement("text: *公开", "lead_units: [市编办] #市法制局")
    assert [finding.rule.code for finding in findings(text)] == ["PLN020"]
    assert "lead_units: [市编办] #市法制局" in fixed(text)


@pytest.mark.parametrize(
    "lines",
    [
        ["lead_units: [市编办] #市法制局"],
        ["lead_units: ['市编办', \"市财政局\"]  #市法制局  # 请核对"],
        ["lead_units: 市编办", "extra: {备注: 甲, 进度: 2017} #市法制局"],
    ],
)
def test_a_text_behind_a_number_sign_is_not_lost_behind_brackets(lines):
    (finding,) = findings(requirement("text: 公开目录。", *lines))
    assert (finding.rule.code, finding.fix) == ("PLN019", None)
    assert "“#市法制局”" in finding.message
    assert finding.help == "是文字的请移到前面的括号里；是注释的请在 # 后留一个空格"


@pytest.mark.parametrize(
    "text",
    [
        requirement("#甲", "text: |  #乙", "  公开 #1号。", "#丙", "lead_units: [市编办] # 丁"),
        requirement('text: "公开目录。" #planctl: ignore PLN402', "lead_units: 市编办"),
        requirement('text: "公开目录。" ##乙', "lead_units: 市编办"),
    ],
)
def test_a_comment_that_follows_no_text_or_is_plainly_one_is_no_finding(text):
    assert [one for one in findings(text) if one.rule.code < "PLN1"] == []


@pytest.mark.parametrize("line", ["deadline: 11月底 #3号改", "lead_units: 市编办 #1号。", "text: 公开目录 #2017改"])
def test_what_may_be_a_note_of_a_clerk_is_not_made_a_text(line):
    text = requirement(line)
    assert "PLN019" in [one.rule.code for one in findings(text)]
    assert fixed(text) == text


@pytest.mark.parametrize(
    "row", ["- {number: 1, title: 推进公开，lead_units: 甲，deadline: 12月底}", "- title: 推进公开、number: 1"]
)
def test_a_full_width_comma_before_a_key_is_reported_and_swallows_no_key(row):
    text = f"tasks:\n{row}\n"
    assert [one[:2] for one in found(text)] == [("PLN008", 2)]
    assert fixed(text) == text


@pytest.mark.parametrize("comment", ["#这是注释", "# 这是注释"])
def test_a_comment_on_what_stands_below_its_key_drops_no_text(comment):
    assert found(f"tasks: {comment}\n- number: 1\n  title: 甲\n  lead_units: 市编办\n") == []


@pytest.mark.parametrize(
    ("line", "code", "right"),
    [
        ("lead_units： 市编办", "PLN008", "lead_units: 市编办"),
        ("lead_units：市编办", "PLN008", "lead_units: 市编办"),
        ("lead_units:市编办", "PLN023", "lead_units: 市编办"),
    ],
)
def test_a_wrong_colon_is_reported_on_its_own_line_and_fixed(line, code, right):
    text = requirement("text: 公开目录。", "deadline: 全年", line, "supporting_units: 市法制局")
    assert [one[:2] for one in found(text)] == [(code, 8)]
    assert fixed(text) == text.replace(line, right)


def test_a_wrong_colon_in_a_line_that_is_too_deep_is_reported_on_that_line():
    for line in ("lead_units：市编办", "lead_units:市编办"):
        text = requirement("text: 公开目录。", f"  {line}")
        assert [one[:2] for one in found(text) if one[0] < "PLN1"] in ([("PLN008", 7)], [("PLN023", 7)])


@pytest.mark.parametrize("sign", ["\u3000", "\u200b", "\u3000 "])
def test_a_hidden_character_before_a_list_is_the_one_finding_on_its_line(sign):
    text = requirement(f"lead_units: {sign}[市编办, 市法制局]", f'text: "见: {sign}[附件]。"')
    assert [one[:2] for one in found(text) if one[0] < "PLN1" or one[1] == 6] == [("PLN008", 6)]


def test_no_other_rule_speaks_of_a_text_that_swallowed_the_key_below_it():
    for line in ("lead_units： 甲", "lead_units:甲"):
        text = f"tasks:\n- number: 1\n  title: 甲 公开\n    {line}\n"
        assert {one[0] for one in found(text)} <= {"PLN008", "PLN023"}


def test_chinese_folded_by_a_line_end_is_reported_and_joined():
    text = requirement("text: 公开目录，", "  并更新", "  目录。", "lead_units: 市编办")
    assert [one[:2] for one in found(text)] == [("PLN021", 6)]
    assert text_after_fixes(text) == "公开目录，并更新目录。"
    assert found(requirement("text: open", "  data", "lead_units: 市编办")) == []


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize("quote", ["", '"'])
def test_an_invisible_line_end_is_named_on_its_line_and_removed(character, quote):
    text = requirement(f"text: {quote}清淤{character}疏浚。{quote}", "lead_units: 市编办")
    (finding,) = findings(text)
    assert finding.rule.code == "PLN022"
    assert f"U+{ord(character):04X}" in finding.message
    assert found(text)[0][1] == 6
    assert text_after_fixes(text) == "清淤疏浚。"


def test_an_invisible_line_end_before_a_key_becomes_a_line_end():
    text = requirement("text: 公开目录。\u2028        lead_units: 市发改局")
    assert fixed(text) == requirement("text: 公开目录。", "lead_units: 市发改局")
    assert [finding.help for finding in findings(text)] == ["请改为换行。"]


@pytest.mark.parametrize("behind", ["        责任单位: 市发改局", "          # 请核对", "        lead_units：市发改局"])
def test_an_invisible_line_end_before_what_is_not_the_same_text_is_left_to_people(behind):
    text = requirement(f"text: 公开目录。\u2028{behind}")
    assert [one.fix for one in findings(text) if one.rule.code == "PLN022"] == [None]


def test_an_invisible_line_end_in_a_comment_is_left_to_people():
    (finding,) = findings(requirement("text: 清淤。  # 甲\u2028        # 乙", "lead_units: 市编办"))
    assert (finding.rule.code, finding.fix) == ("PLN022", None)


def test_a_text_in_braces_that_a_comma_cuts_is_one_finding_and_fixed_by_quotes():
    text = "tasks:\n- {number: 1, title: 公开目录,完善制度, 公开结果, lead_units: 市编办}\n"
    (finding,) = findings(text)
    assert (finding.rule.code, found(text)[0][1]) == ("PLN024", 2)
    assert "“完善制度, 公开结果”" in finding.message
    assert load(fixed(text)).plan.tasks[0].title == "公开目录,完善制度, 公开结果"


@pytest.mark.parametrize("cut", ["李四,王五", "李四 , 王五", "李四\n  ,王五 "])
def test_a_text_that_a_comma_cuts_makes_no_column_of_the_plan(cut):
    text = requirement("text: 公开目录。", "lead_units: 市编办", f"extra: {{备注: 张三,{cut}, 进度: 已办, 意见: }}")
    (finding,) = findings(text)
    assert finding.rule.code == "PLN024"
    assert "“李四," in finding.message


@pytest.mark.parametrize("cut", ["[丙],乙", "  # 请核对\n  乙", " 乙, [丙], 丁", "  乙"])
def test_no_fix_takes_away_what_stands_between_the_pieces_of_a_cut_text(cut):
    text = f"tasks:\n- {{number: 1, title: 甲,{cut}, lead_units: 市编办}}\n"
    assert "PLN024" in {finding.rule.code for finding in findings(text)}
    for kept in ("[丙]", "# 请核对", "丁"):
        assert (kept in fixed(text)) == (kept in text)


def test_a_text_that_a_comma_cut_off_a_column_is_fixed_by_quotes():
    text = requirement("text: 公开目录。", "lead_units: 市编办", "extra: {备注: 张三,李四,王五, 进度: 已办}")
    assert load(fixed(text)).plan.tasks[0].requirements[0].extra == {"备注": "张三,李四,王五", "进度": "已办"}


@pytest.mark.parametrize(
    ("written", "key"),
    [("牵头单位", "lead_units"), ("责任单位", "lead_units"), ("完成时限", "deadline"), ("时限", "deadline")],
)
def test_a_chinese_key_suggests_the_english_one_and_is_fixed(written, key):
    text = requirement("text: 公开目录。", f"{written}: 市编办")
    finding = next(one for one in findings(text) if one.rule.code == "PLN010")
    assert key in finding.help
    assert f"{key}: 市编办" in fixed(text)


@pytest.mark.parametrize("first", ["牵头单位: 甲", "lead_units：甲"])
@pytest.mark.parametrize("second", ["责任单位: 乙", "lead_units：乙"])
def test_no_fix_makes_a_key_a_second_time(first, second):
    text = f"tasks:\n- {{number: 1, title: 推进公开, {first}, {second}}}\n"
    assert fixed(text) == text.replace(first, "lead_units: 甲")


def test_a_chinese_key_stands_for_what_its_mapping_may_hold():
    assert "title: 甲" in fixed("tasks:\n- {number: 1, 工作任务: 甲, lead_units: 市编办}\n")
    assert "\ntasks:" in fixed("plan: {title: 方案, year: 2017}\n工作任务:\n- {number: 1, title: 甲}\n")


def test_a_file_that_cannot_be_parsed_shows_all_its_slips_at_once():
    text = requirement('text: "放管服"改革。', "lead_units：市编办", "deadline: @年底") + (
        "      - number: 2\n        text: 说明: 公开。\n        lead_units:市编办\n"
        "      - {number: 3, text: [2017]3号。, lead_units: 市编办}\n"
    )
    assert [one[:2] for one in found(text)] == [
        ("PLN020", 6),
        ("PLN008", 7),
        ("PLN020", 8),
        ("PLN020", 10),
        ("PLN023", 11),
        ("PLN020", 12),
    ]
    assert [one.rule.code for one in load(fixed(text)).diagnostics] == []


def test_a_quote_that_swallows_the_lines_below_is_reported_where_it_opens():
    text = requirement('text: "公开目录。', "lead_units: 市编办", 'deadline: "全年"')
    assert [one[:2] for one in found(text)] == [("PLN001", 6)]


def test_a_line_that_is_too_deep_is_called_so():
    (finding,) = findings(requirement("text: 公开目录。", "  lead_units: 市编办"))
    assert finding.rule.code == "PLN001"
    assert "缩进" in finding.message


def test_a_tab_before_a_key_is_reported_on_its_line():
    text = requirement("text: 公开目录。").replace("        text", "\ttext")
    assert [one[:2] for one in found(text)] == [("PLN016", 6)]


def test_no_other_rule_speaks_of_a_line_that_is_not_read_as_it_stands():
    text = requirement("text: 公开目录 #1号。", "lead_units: 市编办").replace(
        "- number: 1\n        text", "- {number: 2, text: 公开。, lead_units: 市编办}\n      - number: 3\n        text"
    )
    assert "PLN403" not in [one.rule.code for one in findings(text)]


def test_an_error_on_a_folded_line_stops_the_plan_and_an_ignored_slip_hides_nothing():
    row = "tasks:\n- {number: 1, title: 推进公开，\n  推进执行, lead_units: 市编办、市编办, deadline: 全年}\n"
    assert [one[0] for one in found(row)] == ["PLN021", "PLN201"]
    bent = row.replace("title: 推进公开", "deadline: 2月30日, title: 推进公开").replace(", deadline: 全年", "")
    assert [one[0] for one in found(bent)] == ["PLN302", "PLN021", "PLN201"]
    folded = "tasks:\n- number: 1\n  lead_units: 市编办\n  title: 推进 公开，\n    推进执行\n"
    assert [one[0] for one in found(folded)] == ["PLN021"]
    assert [one.rule.code for one in check_plan(load(folded), ignore=["PLN021"])] == ["PLN407"]


SIGNS = st.text(
    alphabet=st.sampled_from(list("公开目录。，：、12 #:\"'@%*&!|>[]{},-\u3000\u2028")), min_size=1, max_size=14
)


@given(SIGNS, st.booleans())
def test_a_text_that_is_read_otherwise_than_it_stands_is_never_silent(written, flow):
    written = written.strip(" \u3000")
    row = f"text: {written}"
    text = f"{TASK.rpartition('-')[0]}- {{{row}, lead_units: 甲}}\n" if flow else requirement(row, "lead_units: 甲")
    loaded = load_plan(Source("x", "format: 1\nplan: {title: 方案, year: 2017}\n" + text))
    if loaded.diagnostics:
        return
    read = loaded.plan.tasks[0].requirements[0].text
    plainly_a_comment = " #" in written and (written + " ")[written.index(" #") + 2] in " #"
    assert read == written or (read or "").strip() in ("", written.strip("'\"")) or plainly_a_comment or "'" in written


def test_slips_by_the_ten_thousand_take_no_quadratic_time():
    many = 20_000
    for text in (
        "tasks: [{number: 1, title: 甲" + "".join(f",乙{one}" for one in range(many)) + "}]\n",
        requirement("text: 公开目录，", *["  并更新，"] * many),
        requirement(*['text: "公开目录。'] * many),
        requirement(*["text: 公开目录 #1号。"] * many),
        requirement("text: " + "公开 #1号" * many),
        requirement('text: "公开"' + " #1号" * 10 * many),
        requirement("text: 公开", *["# #1号"] * 2 * many),
        requirement('text: ["公开"]' + " #1号" * 10 * many),
        requirement("text: 公开" + "\u2028" * 4 * many),
        "tasks:\n" + "".join(f"- &a{one} 甲\n" for one in range(many)),
    ):
        started = process_time()
        load(text)
        assert process_time() - started < 5
