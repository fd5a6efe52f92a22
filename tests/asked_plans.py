"""Plans whose cells name units, deadlines and sections in every way there is, for tests that compare answers."""

from hypothesis import strategies as st

from support import load

HEAD = """
plan: {title: 2017年工作分工方案, year: 2017, dated_on: 2017-06-01}
units:
- {name: 市发改局, full_name: 市发展和改革局, aliases: [发改局]}
- {name: 市商务局}
- {name: 市经信局, succeeded_by: 市工信局, valid_to: 2018-12-31}
- {name: 市工信局}
- {name: 各镇, group: true, members: [虎门镇, 长安镇]}
- {name: 各镇街, group: true, members: [各镇, 莞城街道]}
- {name: 各有关单位, group: true}
tasks:
"""
CELLS = st.sampled_from(
    [
        "市发改局", "发改局、市商务局", "市发展和改革局牵头，市商务局配合", "市经信局", "市工信局、各镇", "各镇", "各镇街", "虎门镇",
        "各镇(不含虎门镇)", "各有关单位", "各有关单位(不含市商务局)", "市编办、各有关单位", "除市发改局外的各有关单位", "虎门", "null",
    ]
)  # fmt: skip
DEADLINES = st.sampled_from(
    [
        "12月底", "6月底", "每月10日前", "每季度末", "全年", "长期坚持", "视上级部署", "2018年1月底", "3月底；每月", "每天", "null", "马上",
        "6月底前完成方案，11月底前完成", "自印发之日起20个工作日内", "尽快", "看情况吧",
    ]
)  # fmt: skip
TEXTS = st.sampled_from(
    ["完善制度。", '做好"双公示"工作...', "ABC公开（第2期）,完成", "ａｂｃ公开", "Straße", "null", "公开预算“三公”经费"]
)
SECTIONS = ["", "一、推进公开／（一）决策公开", "一、推进公开／（二）管理公开", "二、扩大参与"]


@st.composite
def asked_plans(draw):
    """A plan with one to four tasks, in sections or not."""
    sections = draw(st.sampled_from([[""], SECTIONS[1:]]))
    lines = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        section = sections[min(number, len(sections)) - 1]
        lines += [f"- number: {number}", f"  title: '公开第{number}项'", *([f"  section: {section}"] * bool(section))]
        lines.append("  requirements:")
        for index in range(1, draw(st.integers(1, 3)) + 1):
            cells = {"text": TEXTS, "lead_units": CELLS, "supporting_units": CELLS, "deadline": DEADLINES}
            drawn = {field: draw(values) for field, values in cells.items()}
            lines.append(f"  - number: {index}")
            lines += [f"    {field}: {value if value == 'null' else f'{value!r}'}" for field, value in drawn.items()]
    if draw(st.booleans()):
        lines += [
            "gaps:",
            "- {kind: task, reference: '9'}",
            "- {kind: orphan, reference: '9', lead_units: 市发改局, deadline: 12月底}",
            "- {kind: requirement, reference: '1.9'}",
        ]
    return load(HEAD + "\n".join(lines) + "\n").plan
