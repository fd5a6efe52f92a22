"""The web page in Chromium: what a visitor asks it, it answers as the command line does; nothing that a plan says runs."""

import io
import shutil
import unicodedata
from urllib.parse import quote

import pypdf
import pytest

from planctl.document.sheet import units_of
from planctl.document.view import view_plan
from planctl.files import read_source, resource
from planctl.model.plan import Plan, Requirement, Task, UnitCell
from planctl.planfile.loader import load_plan
from planctl.queries import Part, Selection, due, fold, list_for_units, month_window, select
from planctl.renderers.html.document import write_html
from planctl.units.register import Register
from support import load

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")]

SECTIONS = """\
plan: {title: 分部分的方案, year: 2017, disclosure: 主动公开}
units:
- {name: 市编办, full_name: 市机构编制委员会办公室}
- {name: 市经信局, succeeded_by: 市工信局, valid_to: 2018-12-31}
- {name: 市工信局}
- {name: 各镇, group: true, members: [虎门镇, 长安镇]}
- {name: 各单位, group: true}
tasks:
- number: 1
  title: 推进决策公开
  section: 一、推进公开／（一）决策公开
  requirements:
  - {number: 1, text: '做好"双公示"工作。', lead_units: 市编办, supporting_units: 各镇, deadline: 12月底}
  - {number: 2, text: 完善制度。, lead_units: 市编办, supporting_units: 市经信局, deadline: 12月底}
- number: 2
  title: 推进管理公开
  section: 一、推进公开／（二）管理公开
  requirements:
  - {number: 1, text: 公开结果。, lead_units: 各单位, deadline: 全年}
- number: 3
  title: 扩大参与
  section: 二、扩大参与
  requirements:
  - {number: 1, text: 公开预算。, lead_units: 市工信局, deadline: 每月10日前}
  - {number: 2, text: 公开决算。, lead_units: null, deadline: null}
"""


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser, tmp_path):
    """Opens the page of a plan; nothing may go wrong in it, nor may it ask for anything but itself."""
    contexts, wrong = [], []

    def call(plan, address="", *, width=1280, height=800, **options):
        file = tmp_path / "plan.html"
        memory = io.BytesIO()
        write_html(plan, view_plan(plan), memory)
        file.write_bytes(memory.getvalue())
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: (wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: request.url.startswith(file.as_uri()) or wrong.append(request.url))
        page.goto(f"{file.as_uri()}{address}")
        return page

    yield call
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture(scope="module")
def plan2017():
    return load_plan(read_source(resource("data/plan2017.yaml"))).plan


@pytest.fixture(scope="module")
def with_sections():
    return load(SECTIONS).plan


GRID = """() => [...document.querySelectorAll('#table tbody:not(.section) tr')].filter(row => row.checkVisibility())
  .map(row => [row.id, [...row.cells].map(cell => [cell.textContent, cell.rowSpan])])"""


def grid(page):
    """The rows in sight: of each its name and its cells as (text, rows that it spans)."""
    return [(name, [tuple(cell) for cell in cells]) for name, cells in page.evaluate(GRID)]


def wait_until(page, condition):
    """Wait for an expression to be true; playwright's own way evaluates a text in the page, which the page forbids."""
    for _ in range(250):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(20)
    raise AssertionError(condition)


def shown(page):
    """The names of the rows in sight."""
    return [name for name, _ in grid(page)]


def in_plan(plan, rows):
    """The references of an answer's rows, in the plan's order."""
    found = {row.requirement.reference for row in rows}
    return [requirement.reference for _, requirement in plan.rows() if requirement.reference in found]


def without_lost(plan, names):
    known = {requirement.reference for _, requirement in plan.rows()}
    return [name for name in names if name in known]


def count(page):
    return page.text_content("#count")


@pytest.mark.parametrize("name", ["plan2017", "with_sections"])
def test_each_unit_shows_what_list_answers(open_page, request, name):
    plan = request.getfixturevalue(name)
    page = open_page(plan)
    for unit in units_of(Register(plan)):
        page.select_option("#unit", unit)
        answer = list_for_units(plan, plan.rows(), [unit])
        found = answer.in_part(Part.NAMED, Part.THROUGH_GROUP)
        assert without_lost(plan, shown(page)) == in_plan(plan, found), unit
        assert count(page).startswith(f"{unit}：{len(found)}条")
        possible = answer.in_part(Part.POSSIBLE)
        assert page.is_visible("#possible") == bool(possible)
        if possible:
            assert f"可能涉及的{len(possible)}条" in page.text_content(".possible")
            page.check("#possible")
            assert without_lost(plan, shown(page)) == in_plan(plan, answer.rows), unit
            page.uncheck("#possible")


def test_each_month_shows_what_due_answers_and_counts_the_rest(open_page, plan2017):
    page = open_page(plan2017)
    for month in (6, 12):
        page.select_option("#deadline", f"2017-{month:02}")
        answer = due(plan2017, month_window(2017, month))
        assert without_lost(plan2017, shown(page)) == in_plan(plan2017, answer.in_part(Part.DATED))
        assert "另有全年或长期44条、视情况而定3条、时限不详6条，未列入" in count(page)
    page.select_option("#deadline", "ongoing")
    assert len(without_lost(plan2017, shown(page))) == 44
    assert "未列入" not in count(page).partition("原文缺失")[0]


@pytest.mark.parametrize(
    "text", ["公示", "双公示", '"双公示"', "PPP", "ppp", "ＰＰＰ", "公开 制度", "没有这些字", "1.", "原文缺失"]
)
def test_a_search_finds_what_list_finds(open_page, plan2017, text):
    page = open_page(plan2017)
    page.fill("#search", text)
    expected = select(plan2017, Selection(searches=text.split()))
    assert shown(page) == [requirement.reference for _, requirement in expected]
    assert count(page).startswith(f"找到{len(expected)}条")


def test_a_search_finds_quotation_marks_as_the_page_prints_them_too(open_page, with_sections):
    page = open_page(with_sections)
    for text in ('"双公示"', "“双公示”"):
        page.fill("#search", text)
        assert shown(page) == ["1.1"]


def test_a_search_takes_units_and_references_as_list_does(open_page, plan2017):
    page = open_page(plan2017)
    for text, expected in (("4.3", ["4.3"]), ("７", ["7.1", "7.2"]), ("市发展和改革局", None), ("4 市编办", None)):
        page.fill("#search", text)
        if expected is None:
            unit = text.split()[-1]
            rows = [row for row in plan2017.rows() if text[0] != "4" or row[0].number == "4"]
            expected = in_plan(plan2017, list_for_units(plan2017, rows, [unit]).in_part(Part.NAMED, Part.THROUGH_GROUP))
        assert without_lost(plan2017, shown(page)) == expected, text


def test_texts_are_compared_as_the_command_line_compares_them(open_page, plan2017):
    """NFKC and case folding, for every character that there is."""
    page = open_page(plan2017)
    letters = [chr(code) for code in range(0x30000) if unicodedata.category(chr(code)) not in ("Cs", "Cn", "Co")]
    source = read_source(resource("templates/page.js")).text
    line = next(line for line in source.splitlines() if line.strip().startswith("const fold"))
    folded = page.evaluate(f"(letters) => {{ {line} return letters.map(fold); }}", letters)
    different = [letter for letter, one in zip(letters, folded, strict=True) if one != fold(letter)]
    names = {unicodedata.name(letter) for letter in different}
    assert {name for name in names if "CHEROKEE" not in name and not name.endswith("DOTLESS I")} == set()


def test_sections_narrow_down_and_their_headings_stay_with_their_rows(open_page, with_sections):
    page = open_page(with_sections)
    for section, expected in (("一、推进公开", ["1.1", "1.2", "2.1"]), ("二、扩大参与", ["3.1", "3.2"])):
        page.select_option("#section", section)
        assert shown(page) == expected
        headings = [one for one in page.locator("tbody.section").all() if one.is_visible()]
        assert [one.text_content().strip() for one in headings] == [
            heading
            for heading in dict.fromkeys(task.section for task in with_sections.tasks)
            if heading.startswith(section)
        ]


def test_what_is_found_stands_in_whole_rows_and_the_printed_table_comes_back(open_page, plan2017):
    page = open_page(plan2017)
    printed = grid(page)
    view = view_plan(plan2017)
    texts = {row.reference: [row.texts[field] for field, _ in view.columns] for row in view.rows if row.reference}
    page.fill("#search", "公开")
    for name, cells in grid(page):
        assert [text for text, _ in cells] == texts[name]
        assert {span for _, span in cells} == {1}
    page.click("button[type=reset]")
    assert grid(page) == printed


def test_a_unit_has_a_view_of_its_own(open_page, with_sections):
    page = open_page(with_sections, "#unit=市编办")
    assert page.text_content("#view") == "市编办任务清单"
    assert page.title().startswith("市编办任务清单")
    assert page.locator("thead th").last.text_content() == "职责"
    assert {name: cells[-1][0] for name, cells in grid(page)} == {"1.1": "牵头", "1.2": "牵头"}
    page.select_option("#unit", "虎门镇")
    assert {name: cells[-1][0] for name, cells in grid(page)} == {"1.1": "共性任务"}
    assert "经统称各镇" in count(page)
    page.select_option("#unit", "市工信局")
    assert "1条写的是曾用名：市经信局" in count(page)
    page.select_option("#unit", "")
    assert page.locator("thead th").last.text_content() == "完成时限"


@pytest.mark.parametrize("name", ["市发改局", "市发展和改革局", "发改局", "%E5%B8%82%E5%8F%91%E6%94%B9%E5%B1%80"])
def test_the_address_asks_for_a_unit_by_any_of_its_names(open_page, plan2017, name):
    page = open_page(plan2017, f"#unit={name}")
    assert page.input_value("#unit") == "市发改局"
    assert count(page).startswith("市发改局：6条")


def test_the_address_keeps_the_question_and_the_browser_s_buttons_follow_it(open_page, plan2017):
    page = open_page(plan2017)
    page.select_option("#unit", "市编办")
    page.fill("#search", "公开&=%#")
    page.fill("#search", "行政")
    page.select_option("#deadline", "2017-12")
    asked = shown(page)
    assert page.evaluate("decodeURI(location.hash)") == "#unit=市编办&deadline=2017-12&q=行政"
    page.reload()
    assert shown(page) == asked
    page.go_back()
    assert page.input_value("#deadline") == ""
    page.go_forward()
    assert shown(page) == asked
    page.click("button[type=reset]")
    assert page.evaluate("location.hash") == ""
    assert len(shown(page)) > len(asked)


def test_any_text_survives_in_the_address(open_page, plan2017):
    page = open_page(plan2017)
    page.fill("#search", "公开&q=50%#+？")
    page.reload()
    assert page.input_value("#search") == "公开&q=50%#+？"


def test_an_address_that_leads_nowhere_says_so(open_page, plan2017):
    assert "本页没有“市农委”" in count(open_page(plan2017, "#unit=市农委"))
    assert "本页没有“99.9”" in count(open_page(plan2017, "#99.9"))
    assert "本页没有" not in count(open_page(plan2017, "#table"))
    assert count(open_page(plan2017, "#%E5%B8")).startswith("本页没有")


IN_SIGHT = "(id) => { const at = document.getElementById(id).getBoundingClientRect(); return at.top >= 0 && at.top < innerHeight; }"


@pytest.mark.parametrize("width", [1280, 360])
def test_a_link_leads_to_its_row_and_shows_it_where_a_filter_hid_it(open_page, plan2017, width):
    page = open_page(plan2017, "#17.4", width=width)
    assert page.evaluate(IN_SIGHT, "17.4")
    page.select_option("#unit", "市编办")
    assert "17.4" not in shown(page)
    page.evaluate("location.hash = '１７．４'")
    wait_until(page, f"({IN_SIGHT})('17.4')")
    assert page.input_value("#unit") == ""


def test_a_link_to_a_row_in_sight_keeps_the_filter(open_page, plan2017):
    page = open_page(plan2017, "#unit=市编办")
    asked = shown(page)
    page.locator("tbody a >> visible=true").first.click()
    assert page.evaluate("location.hash") == f"#{asked[0]}"
    assert shown(page) == asked


def test_everything_can_be_done_by_keyboard(open_page, plan2017):
    page = open_page(plan2017)
    focused = "document.activeElement.id || document.activeElement.className || document.activeElement.tagName"
    reached = []
    for _ in range(6):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(focused))
    assert reached == ["skip", "search", "unit", "deadline", "BUTTON", "sideways"]
    page.focus("#search")
    page.keyboard.type("双公示")
    assert count(page).startswith("找到")
    page.keyboard.press("Enter")
    assert page.evaluate(focused) == "sideways"
    page.focus("#search")
    page.keyboard.press("Escape")
    assert len(shown(page)) == len(view_plan(plan2017).rows)
    page.focus("#unit")
    page.keyboard.press("ArrowDown")
    assert page.is_visible("#view")
    outlined = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outlined == "solid"


WIDE = "\n".join(
    ["tasks:", "- number: 1", "  title: 甲", "  requirements:"]
    + [
        f"  - {{number: {number}, text: 公开{'https://example.org/' * 6}, lead_units: 市编办, extra: {{"
        + ", ".join(f"栏目{column}: 内容{column}" for column in range(9))
        + "}}"
        for number in (1, 2)
    ]
)


def test_a_table_of_many_columns_scrolls_by_itself_on_a_screen(open_page):
    page = open_page(load(WIDE).plan)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert page.evaluate("document.querySelector('.sideways').scrollWidth") > 1280


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("text", [None, WIDE])
@pytest.mark.parametrize("address", ["", "#unit=市编办"])
def test_a_phone_needs_no_scrolling_sideways(open_page, plan2017, text, script, address):
    plan = load(text).plan if text else plan2017
    page = open_page(plan, address, width=320, height=640, java_script_enabled=script)
    height = page.locator("body").bounding_box()["width"]
    assert height <= 320
    if script:
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        row = page.locator("#table tbody:not(.section) tr >> visible=true").nth(1)
        assert row.bounding_box()["width"] <= 320
        assert len([cell for cell in row.locator("th, td").all() if cell.is_visible()]) >= len(view_plan(plan).columns)
        labels = row.locator("th, td").evaluate_all("cells => cells.map(cell => cell.dataset.label)")
        assert labels[: len(view_plan(plan).columns)] == [column.heading for column in view_plan(plan).columns]


def test_without_javascript_everything_is_there_and_nothing_that_would_not_work(open_page, plan2017):
    page = open_page(plan2017, java_script_enabled=False)
    assert not page.is_visible("#filters")
    assert page.locator("#table tbody tr >> visible=true").count() == len(view_plan(plan2017).rows)
    assert count(page).startswith("共20项、61条")


def printed(page):
    return pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


RADICALS = str.maketrans("⺠⻅⻔⻝⻬戶", "民见门食齐户")
"""What Chromium's PDFs hold for these hanzi; NFKC, which makes hanzi of other radicals, leaves them."""


def words_of(*pages):
    """All that is printed on pages, without white space."""
    printed = unicodedata.normalize("NFKC", "".join(page.extract_text() for page in pages)).translate(RADICALS)
    return "".join(printed.split())


@pytest.mark.parametrize("width", [1280, 360])
def test_print_is_the_whole_table_on_a4_turned_on_its_side_with_its_head_on_every_page(open_page, plan2017, width):
    document = printed(open_page(plan2017, width=width))
    for number, page in enumerate(document.pages, 1):
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (842, 595)
        text = words_of(page)
        assert "工作任务" in text or "注:〔原文缺失〕" in text
        assert f"—{number}—" in text
    text = words_of(*document.pages)
    for _, requirement in plan2017.rows():
        expected = unicodedata.normalize("NFKC", "".join(view_text(plan2017, requirement).split()))
        assert expected in text, requirement.reference
    assert text.count("推进决策公开") == 1
    assert "查找" not in text


def view_text(plan, requirement):
    (text,) = [row.texts["text"] for row in view_plan(plan).rows if row.reference == requirement.reference]
    return text


def test_print_of_a_unit_s_view_is_the_rows_of_that_unit(open_page, plan2017):
    text = words_of(*printed(open_page(plan2017, "#unit=市发改局")).pages)
    assert "市发改局任务清单" in text
    assert "完善“信用东莞”网站“双公示”栏目" in text
    assert "推进决策公开" not in text


@pytest.mark.parametrize("width", [1280, 700, 320])
@pytest.mark.parametrize("address", ["", "#unit=市编办&possible=1", "#deadline=ongoing", "#1.1"])
@pytest.mark.parametrize("name", ["plan2017", "with_sections"])
def test_axe_finds_nothing(open_page, request, name, address, width):
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(request.getfixturevalue(name), address, width=width)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found.response["violations"]] == []


HOSTILE = """</script></style><script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)> " onfocus=alert(1) autofocus x='"""


def test_hostile_text_is_text(open_page):
    row = Requirement("1.1", "1", HOSTILE, UnitCell(HOSTILE), extra={HOSTILE: HOSTILE})
    plan = Plan(HOSTILE, 2017, (Task("1", "1", HOSTILE, (row,), HOSTILE),), document_number=HOSTILE)
    page = open_page(plan)
    page.fill("#search", "alert")
    assert shown(page) == ["1.1"]
    page.evaluate("(hostile) => { location.hash = hostile; }", quote(f"unit={HOSTILE}", safe="="))
    page.wait_for_timeout(200)
    assert page.locator("img, svg").count() == 0


@pytest.mark.parametrize(
    "injected",
    [
        "Object.assign(document.createElement('script'), {textContent: 'document.title = 1'})",
        "Object.assign(document.createElement('img'), {src: 'https://example.org/x.png'})",
        "Object.assign(document.createElement('style'), {textContent: 'body { color: red }'})",
    ],
)
def test_the_policy_stops_what_an_error_would_let_in(browser, tmp_path, plan2017, injected):
    file = tmp_path / "plan.html"
    with file.open("wb") as stream:
        write_html(plan2017, view_plan(plan2017), stream)
    page = browser.new_page()
    page.goto(file.as_uri())
    page.evaluate(
        "document.addEventListener('securitypolicyviolation', event => (window.stopped = event.violatedDirective))"
    )
    page.evaluate(f"document.body.append({injected})")
    wait_until(page, "window.stopped")
    assert page.title() == plan2017.title
    page.close()


def test_all_of_many_rows_are_shown_in_the_end(open_page):
    rows = [
        Requirement(f"{task}.{number}", str(number), f"公开第{task}项", UnitCell("市编办"))
        for task in range(200)
        for number in range(10)
    ]
    plan = Plan(
        "标题",
        2017,
        tuple(Task(str(task), str(task), "甲", tuple(rows[task * 10 : task * 10 + 10])) for task in range(200)),
    )
    page = open_page(plan)
    before = grid(page)
    page.fill("#search", "公开")
    wait_until(page, f"({GRID})().length === 2000")
    page.fill("#search", "")
    wait_until(page, f"({GRID})().length === 2000")
    assert grid(page) == before
