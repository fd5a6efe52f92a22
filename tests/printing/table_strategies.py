"""Plans as offices print them, as tables, and the ways a PDF lays such a table out."""

import json
import re

from hypothesis import strategies as st

from printing.layout import Cell, Layout, Table
from printing.letters import HANZI, Typeface
from printing.title_strategies import title_lines, titles

CLAUSES = (
    "推进重大项目审批公开", "完善住房保障管理制度", "在12条断档路段补种行道树300棵", "按《步道养护办法》第五条执行",
    "结业率达到85%以上", "落实“一件事一次办”", "按照云政发〔2026〕8号文件要求", "做好A、B两类企业的统计分析", "每周发布用工信息",
    "对年满60岁（含60岁）的老人送餐上门", "2.5公里步道铺上防滑石板", "建立台账", "新建PM2.5监测站点", "确保水质达标",
    "发动居民捐出闲置图书、杂志", "把市、县、镇三级数据并入同一平台",
)  # fmt: skip
TITLES = (
    "口袋公园",
    "整治背街小巷",
    "推进政务公开",
    "“一件事一次办”改革",
    "新建5条公交线",
    "老旧小区改造、管网更新",
    "古树保护",
)
UNITS = (
    "市发改局", "市财政局", "市水务局", "市住建局", "市生态环境局", "市市场监管局", "市农业农村局", "市教育局", "市公安局",
    "各街道", "市交通局", "市园林局", "市卫健委", "市人力资源社会保障局", "各区县（市）人民政府", "各镇（街道）", "各县（市、区）", "团市委",
    "市委宣传部", "国网云川供电公司", "各成员单位", "市大数据中心", "市消防救援支队", "高新区管委会", "各区（园区）管委会", "市总工会",
)  # fmt: skip
TIMES = ("全年", "6月底前", "2026年12月31日前", "每季度末", "长期坚持", "9月", "10月底", "持续推进", "每月5日前")
FIELDS = ("section", "number", "title", "text", "lead_units", "supporting_units", "deadline", "extra:责任领导")
HEADINGS = {
    "section": ("领域",), "number": ("序号",), "title": ("工作任务", "任务名称"), "text": ("具体要求", "任务内容"),
    "lead_units": ("牵头单位", "责任单位"), "supporting_units": ("配合单位",), "deadline": ("完成时限", "时间节点"),
    "extra:责任领导": ("责任领导",),
}  # fmt: skip


@st.composite
def sentences(draw, most=4):
    """A text of some clauses, which ends with a full stop."""
    text = draw(st.sampled_from(CLAUSES))
    for clause in draw(st.lists(st.sampled_from(CLAUSES), max_size=most - 1)):
        text += draw(st.sampled_from("，；，、")) + clause
    return text + "。"


@st.composite
def printed_plans(draw, tasks=(2, 8), requirements=(1, 3), blanks=True):
    """A plan as the text of a plan file, with so many tasks, each with so many requirements; `blanks` is whether some
    requirements have no supporting units."""
    sections = draw(st.sampled_from(["none", "band", "column"]))
    has_support, has_deadline, has_extra = draw(st.booleans()), draw(st.booleans()), draw(st.booleans())
    has_text = draw(st.sampled_from([True, True, True, False]))
    # of few cells many are alike, and alike ones are merged
    cells = st.lists(st.sampled_from(UNITS), min_size=1, max_size=4, unique=True).map("、".join)
    units = st.sampled_from(draw(st.lists(cells, min_size=1, max_size=8)))
    times = st.sampled_from(draw(st.lists(st.sampled_from(TIMES), min_size=1, max_size=5)))
    count = draw(st.integers(max(tasks[0], 4 if sections == "column" else 2), tasks[1]))
    written = []
    for number in range(1, count + 1):
        task = {"number": str(number), "title": draw(st.sampled_from(TITLES) if has_text else sentences())}
        if sections != "none":
            names = ("一、提升品质", "二、方便居民") if sections == "band" else ("商业", "便民")
            task["section"] = names[number > count // 2]
        rows = draw(st.integers(*requirements)) if has_text else 1
        is_numbered = rows > 1 or draw(st.booleans())
        task["requirements"] = []
        for place in range(1, rows + 1):
            row = {"text": draw(sentences())} if has_text else {}
            if has_text and is_numbered:
                row["number"] = str(place)
            row["lead_units"] = draw(units)
            if has_support and (not blanks or draw(st.booleans())):
                row["supporting_units"] = draw(units)
            if has_deadline:
                row["deadline"] = draw(times)
            if has_extra:
                row["extra"] = {"责任领导": draw(st.sampled_from(["张三", "李四", "欧阳小明"]))}
            task["requirements"].append(row)
        if not has_text:
            task.update(task.pop("requirements")[0])
        written.append(task)
    plan = {
        "title": draw(titles()),
        "year": 2026,
    }
    return json.dumps({"format": 1, "plan": plan, "tasks": written}, ensure_ascii=False)


def table_of(view, sections, *, as_column=False, groups=False, own_lines=False, across_tasks=False, titled=False):
    """A plan's view as a table; `sections` are those of its rows, in a column of their own or as rows across all columns.

    `groups`: the last columns have a heading in common above theirs; `own_lines`: units stand on lines of their own;
    `across_tasks`: equal cells are merged also from task to task; `titled`: the first row is the title."""
    fields = [column.field for column in view.columns]
    rows = []
    for index, row in enumerate(view.rows):
        if row.section and not as_column:
            rows.append([Cell(row.section, across=len(fields))] + [None] * (len(fields) - 1))
        cells = []
        for field in fields:
            text = row.texts[field]
            if own_lines and field.endswith("_units"):
                text = "\n".join(re.split(r"、(?![^（）]*）)", text))
            cells.append(Cell(text, row.spans[field]) if row.spans[field] else None)
        if as_column:
            begins = not index or sections[index - 1] != sections[index]
            down = sum(1 for other in sections if other == sections[index])
            cells.insert(0, Cell(sections[index], down) if begins else None)
        rows.append(cells)
    heading = [column.heading for column in view.columns]
    if as_column:
        heading.insert(0, HEADINGS["section"][0])
        fields = ["section", *fields]
    if across_tasks:
        for column, field in enumerate(fields):
            if field not in ("section", "number", "title", "text"):
                _merge_equal(rows, column)
    top = [[Cell(word) for word in heading]]
    joint = [column for column, field in enumerate(fields) if field.endswith("_units") or field == "deadline"]
    if groups and len(joint) > 1:
        first, behind = joint[0], joint[-1] + 1
        group = [Cell("分工进度", across=len(joint)), *[None] * (len(joint) - 1)]
        outer = [Cell(word, down=2) for word in heading]
        inner = [None] * first + [Cell(word) for word in heading[first:behind]] + [None] * (len(heading) - behind)
        top = [[*outer[:first], *group, *outer[behind:]], inner]
    if titled:
        top.insert(0, [Cell(view.title, across=len(fields)), *[None] * (len(fields) - 1)])
    blank = {
        column
        for column in range(len(fields))
        if any(row[column] and not row[column].text and row[0] and row[0].across == 1 for row in rows)
        or fields[column] in ("supporting_units", "extra:责任领导")
    }
    of_tasks = {column for column, field in enumerate(fields) if field in ("number", "title")}
    return Table(tuple(map(tuple, top + rows)), len(top), frozenset(of_tasks), frozenset(blank)), tuple(fields)


def _merge_equal(rows, column):
    """Merge what is equal in cells one below the other."""
    start = None
    for row in rows:
        cell = row[column]
        if row[0] is not None and row[0].across > 1:
            start = None
        elif cell is None:
            continue
        elif start is not None and cell.text and start[column].text == cell.text:
            start[column] = Cell(cell.text, start[column].down + cell.down)
            row[column] = None
        else:
            start = row


RUNNING_HEADS = ("", "", "云川市人民政府办公室文件", "云川市人民政府办公室文件\t", "2026/3/12 09:41\t云川市人民政府")
PAGE_NUMBERS = (
    "",
    "- {page} -",
    "{page}",
    "第{page}页 共{pages}页",
    "— {page} —",
    "\t{page}",
    "www.yunchuan.example/t1.html\t{page}/{pages}",
)
WIDTHS = {  # in letters
    "section": (1, 5), "number": (2, 4), "title": (3, 9), "text": (9, 26), "lead_units": (4, 14),
    "supporting_units": (4, 14), "deadline": (3, 9), "extra:责任领导": (2, 6),
}  # fmt: skip


@st.composite
def layouts(draw, fields, caption, heading=1, again=(0,), rulings=("all", "all", "open")):
    """A way to lay out a table with such columns and so many rows of heading; `again` is the part that may be repeated
    without the rest."""
    ruling = draw(st.sampled_from(rulings))
    size = draw(st.sampled_from([9.0, 10.5, 12.0, 14.0, 16.0]))
    side = draw(st.sampled_from([size / 2, size * 0.7] if ruling == "across" else [1.0, 2.0, 4.0, 5.4, size / 2 + 1]))
    letters = [draw(st.integers(*WIDTHS[field])) for field in fields]
    if "text" not in fields:
        letters[fields.index("title")] += 8
    slack = [draw(st.sampled_from([0.1, 0.5, 0.9])) for _ in fields]
    face = Typeface(
        size,
        draw(st.sampled_from([HANZI, "Helvetica", "Times-Roman"])),
        draw(st.booleans()),
        draw(st.booleans()),
    )
    leading = draw(st.sampled_from([1.0, 1.15, 1.3, 1.6]))
    centred = frozenset(c for c, field in enumerate(fields) if field != "text" and draw(st.booleans()))
    indent = draw(st.booleans())
    widths = tuple((count + more) * size + 2 * side for count, more in zip(letters, slack, strict=True))
    caption_size = draw(st.sampled_from([14.0, 18.0, 22.0]))
    return Layout(
        widths,
        height=draw(st.integers(18, 40)) * size * leading,
        face=face,
        leading=leading,
        margins=(side, draw(st.sampled_from([0.0, 1.5, 4.0]))),
        rise=draw(st.sampled_from([0.0, 0.0, 0.1, 0.2])),
        spread=draw(st.booleans()),
        indented=frozenset(c for c, field in enumerate(fields) if indent and field == "text"),
        centred=centred,
        middle=draw(st.booleans()),
        cuts_rows=draw(st.booleans()),
        heading_again=draw(st.sampled_from([(), tuple(range(heading)), tuple(range(heading)), again])),
        ruling=ruling,
        filled=draw(st.booleans()),
        # without upright rules, only these say that what stands at a page's head is a row
        closed=(draw(st.booleans()), draw(st.booleans())) if ruling == "all" else (True, True),
        caption=draw(title_lines(caption, int(sum(widths) / caption_size))),
        caption_size=caption_size,
        caption_gap=draw(st.sampled_from([1.0, 4.0, 10.0])),
        running_head=draw(st.sampled_from(RUNNING_HEADS)),
        page_number=draw(st.sampled_from(PAGE_NUMBERS)),
        running_rows=ruling != "across" and draw(st.sampled_from([False, False, True])),
        watermark=draw(st.sampled_from(["", "", "", "征求意见稿"])),
        shaded=draw(st.booleans()),
        twice=draw(st.booleans()),
        underlined=side >= 4 and ruling != "across" and draw(st.sampled_from([False, False, True])),
        descent=draw(st.sampled_from([120, 271, 271, 500])),
    )
