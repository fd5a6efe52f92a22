"""Plans as offices print them in prose, and the ways a PDF lays them out."""

from dataclasses import dataclass

from hypothesis import strategies as st

from printing.letters import HANZI, Typeface, wrap
from printing.prose import Prose
from printing.table_strategies import CLAUSES, PAGE_NUMBERS, RUNNING_HEADS, TIMES, TITLES, UNITS
from printing.title_strategies import title_lines, titles

_FILLING = "由工作专班逐户走访摸清底数之后再会同有关方面分批分类稳妥细致有序推开并及时回头看"


@dataclass(frozen=True)
class Item:
    """A numbered item and what it says of units and time, as printed in prose."""

    section: str
    task: str
    title: str
    number: str | None
    text: str
    lead: tuple[str, ...]
    support: tuple[str, ...]
    deadline: str


@dataclass(frozen=True)
class PrintedProse:
    """A plan in prose: the lines of its title, the title as one, its paragraphs, its items, and how it is laid out."""

    title_lines: tuple[str, ...]
    title: str
    paragraphs: tuple[str, ...]
    items: tuple[Item, ...]
    prose: Prose


@st.composite
def _layouts(draw):
    per_line = draw(st.integers(16, 36))
    return Prose(
        Typeface(
            draw(st.sampled_from([10.5, 12.0, 15.5])),
            draw(st.sampled_from([HANZI, "Helvetica", "Times-Roman"])),
            draw(st.booleans()),
            draw(st.booleans()),
        ),
        per_line,
        draw(st.integers(8, 30)),
        draw(st.sampled_from([1.2, 1.5, 1.8])),
        draw(st.sampled_from([2, 2, 2, 0])),
        draw(st.booleans()),
        draw(st.sampled_from([16.0, 20.0, 22.0])),
        draw(st.sampled_from([False, False, True])),
        draw(st.sampled_from(RUNNING_HEADS)),
        draw(st.sampled_from(PAGE_NUMBERS)),
        draw(st.sampled_from([120, 271, 271, 500])),
    )


def _filled(before, behind, prose):
    """A paragraph with words put in so that its last line is full; as it is where that cannot be had."""
    for count in range(len(_FILLING) + 1):
        text = before + _FILLING[:count] + behind
        lines = wrap(text, prose.width, prose.face, overhang=prose.face.size / 2, indent=prose.indent)
        if len(lines) > 1 and prose.width - prose.face.width(lines[-1].text) < prose.face.size:
            return count
    return 0


@st.composite
def printed_prose(draw):
    """A plan in prose and its layout."""
    prose = draw(_layouts())
    title = draw(titles())
    lines = draw(title_lines(title, int(prose.width / prose.title_size)))
    shape = draw(st.sampled_from(["tasks", "tasks", "requirements", "plain"]))
    note = draw(st.sampled_from(["colon", "roles", "words"]))
    has_support, has_deadline = draw(st.booleans()), draw(st.booleans())
    paragraphs, items = [], []
    if draw(st.booleans()):
        paragraphs.append("为让市民少等车、好换乘，根据有关要求，结合实际，制定本方案。")

    def add(section, task, task_title, mark, number):
        text = "，".join(draw(st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=4))) + "。"
        lead = tuple(draw(st.lists(st.sampled_from(UNITS), min_size=1, max_size=5, unique=True)))
        others = [unit for unit in UNITS if unit not in lead]
        support = (
            tuple(draw(st.lists(st.sampled_from(others), min_size=1, max_size=4, unique=True))) if has_support else ()
        )
        deadline = draw(st.sampled_from(TIMES)) if has_deadline else ""
        own = "" if number else f"{task_title}。"
        said = _note(note, lead, support, deadline)
        if draw(st.booleans()):
            count = _filled(f"{mark}{own}", text + said, prose)
            text = _FILLING[:count] + text
        if number and text[0].isdigit():
            mark += " "  # nobody could tell what 1.2.5公里 is
        paragraphs.append(f"{mark}{own}{text}{said}")
        items.append(Item(section, task, task_title, number, text, lead, support, deadline))

    names = iter(draw(st.permutations(TITLES)))
    for section in "一二"[: draw(st.integers(1, 2))] if shape != "plain" else ("",):
        name = (
            f"{section}、{draw(st.sampled_from(['提升城市品质', '方便群众生活，让居民少跑腿', '管住闲人']))}"
            if section
            else ""
        )
        if name:
            paragraphs.append(name)
        for place in range(draw(st.integers(2, 3))):
            task_title = next(names)
            if shape == "requirements":
                paragraphs.append(f"（{'一二三'[place]}）{task_title}")
                for number in range(1, draw(st.integers(2, 3)) + 1):
                    add(name, "一二三"[place], task_title, f"{number}.", str(number))
            elif shape == "tasks":
                add(name, "一二三"[place], task_title, f"（{'一二三'[place]}）", None)
            else:
                add(name, str(place + 1), task_title, f"{place + 1}.", None)
    return PrintedProse(lines, title, tuple(paragraphs), tuple(items), prose)


def _note(kind, lead, support, deadline):
    """What an item says of units and time, at its end."""
    if kind == "words":
        return f"（{'、'.join(lead)}牵头{'，' + '、'.join(support) + '配合' if support else ''}{'，' + deadline if deadline else ''}）"
    if kind == "roles" or support:
        parts = ["牵头单位：" + "、".join(lead), "配合单位：" + "、".join(support) if support else ""]
    else:
        parts = ["责任单位：" + "、".join(lead)]
    parts.append("完成时限：" + deadline if deadline else "")
    return f"（{'；'.join(filter(None, parts))}）"
