"""The built-in plan holds every line of the scrape in its role, and nothing that the scrape does not hold."""

import json
from collections import defaultdict

import pytest
import yaml

from support import DATA, ROOT

PLAN = ROOT / "data" / "plan2017.yaml"

LINES = DATA.joinpath("scraped.txt").read_text(encoding="utf-8").splitlines()
MAP = json.loads(DATA.joinpath("lines.json").read_text(encoding="utf-8"))
FIELDS = {"units": "lead_units", "deadline": "deadline"}


def read_plan():
    """The file as plain YAML with every scalar a text: nothing of planctl stands between the test and the file."""
    return yaml.load(PLAN.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def rows_of(plan):
    rows = {}
    for task in plan["tasks"]:
        for requirement in task["requirements"]:
            number = requirement.get("number")
            rows[f"{task['number']}.{number}" if number else task["number"]] = requirement
    return rows


def lines_by_role():
    """(role, what it belongs to) → the texts of its lines, in the file's order."""
    roles = defaultdict(list)
    for number, role in MAP["lines"].items():
        belongs_to = role.get("of") or str(role.get("task", ""))
        roles[role["is"], belongs_to].append(LINES[int(number) - 1])
    return roles


def check_fidelity(plan):
    """Assert that the plan says what the scrape says, each line used once in its role."""
    assert sorted(map(int, MAP["lines"])) == list(range(1, len(LINES) + 1))
    assert len(LINES) == 189
    rows, tasks = rows_of(plan), {task["number"]: task for task in plan["tasks"]}
    used = 0
    cells_with_lines = set()
    for (role, belongs_to), lines in lines_by_role().items():
        used += len(lines)
        if role == "site noise":
            continue
        if role == "title":
            assert plan["plan"]["title"] == lines[0]
        elif role == "column head":
            assert lines == ["序号", "工作任务", "具体要求", "牵头单位", "完成时限"]
        elif role in ("task head", "repeated head"):
            assert lines == [belongs_to, tasks[belongs_to]["title"]], belongs_to
        elif role == "text":
            number = rows[belongs_to].get("number")
            printed = f"{number}.{rows[belongs_to]['text']}" if number else rows[belongs_to]["text"]
            assert printed == "".join(lines), belongs_to
            cells_with_lines.add((belongs_to, "text"))
        elif role in FIELDS:
            assert rows[belongs_to][FIELDS[role]] == "".join(lines), belongs_to
            cells_with_lines.add((belongs_to, FIELDS[role]))
        else:
            kind = role.removeprefix("orphan ")
            orphans = [gap for gap in plan["gaps"] if gap["kind"] == "orphan" and gap["reference"] == belongs_to]
            assert [gap[FIELDS[kind]] for gap in orphans] == ["".join(lines)]
    assert used == 189

    references = list(rows)
    assert references == sorted(references, key=lambda one: [int(part) for part in one.split(".")])
    for reference, row in rows.items():
        merged = {FIELDS[kind]: source for kind, source in MAP["merged_from"].get(reference, {}).items()}
        unknown = {FIELDS[kind] for kind in MAP["unknown"].get(reference, ())}
        for field in ("text", "lead_units", "deadline"):
            if (reference, field) in cells_with_lines:
                assert field not in merged
            elif field in merged:
                assert row[field] == rows[merged[field]][field], (reference, field)
            else:
                assert row[field] == "null", (reference, field)
                assert field in unknown or (field == "text" and reference in ("11.2", "23.1"))
    for task in plan["tasks"]:
        if task["title"] == "null":
            assert task["number"] in ("11", "23")


def test_every_line_of_the_scrape_stands_in_the_plan_in_its_role():
    check_fidelity(read_plan())


def test_the_plan_has_59_whole_requirements_and_the_two_partial_ones():
    rows = rows_of(read_plan())
    assert len(rows) == 61
    assert [reference for reference, row in rows.items() if row["text"] == "null"] == ["11.2", "23.1"]


def test_every_known_gap_is_declared():
    gaps = read_plan()["gaps"]
    declared = defaultdict(list)
    for gap in gaps:
        declared[gap["kind"]].append(gap["reference"])
    assert declared == {
        "task": ["14", "18", "20", "21"],
        "title": ["11", "23"],
        "requirement": ["3.1", "11.1", "19.5", "24.2"],
        "text": ["11.2", "23.1"],
        "cell": ["2.2", "10.2", "13.3", "17.4", "22.2", "24.1"],
        "orphan": ["18", "21"],
        "open_end": ["2.3", "10.3", "13.4", "17.5", "19.6", "22.3", "25"],
    }
    assert declared["cell"] == list(MAP["unknown"])
    probable = [gap["reference"] for gap in gaps if gap["certainty"] == "probable" and gap["kind"] == "requirement"]
    assert probable == ["24.2"]


def test_the_facts_of_issue_are_those_of_the_published_notice():
    facts = read_plan()["plan"]
    assert facts["issuing_authority"] == "东莞市人民政府办公室"
    assert facts["document_number"] == "东府办函〔2017〕304号"
    assert facts["dated_on"] == "2017-06-01"
    assert facts["notice_title"] == "东莞市人民政府办公室关于印发《2017年全市政务信息公开工作重点分工方案》的通知"
    assert facts["addressees"] == "各镇人民政府(街道办事处),市府直属各单位"


def change_a_character(plan):
    plan["tasks"][4]["requirements"][1]["text"] = plan["tasks"][4]["requirements"][1]["text"].replace("评估", "评价")


def change_a_title(plan):
    plan["tasks"][0]["title"] += "。"


def change_a_unit(plan):
    plan["tasks"][5]["requirements"][7]["lead_units"] = "市科学技术局"


def change_a_merged_unit(plan):
    plan["tasks"][5]["requirements"][8]["lead_units"] = "市发改局"


def change_a_deadline(plan):
    plan["tasks"][3]["requirements"][4]["deadline"] = "12月底"


def fill_an_unknown_cell(plan):
    plan["tasks"][1]["requirements"][1]["lead_units"] = "市重大办"


def swap_two_rows(plan):
    requirements = plan["tasks"][5]["requirements"]
    requirements[1], requirements[2] = requirements[2], requirements[1]


def swap_the_cells_of_two_rows(plan):
    first, second = plan["tasks"][3]["requirements"][2:4]
    first["deadline"], second["deadline"] = second["deadline"], first["deadline"]


def drop_a_row(plan):
    del plan["tasks"][6]["requirements"][1]


def drop_an_orphan(plan):
    plan["gaps"] = [gap for gap in plan["gaps"] if gap["kind"] != "orphan"]


@pytest.mark.parametrize(
    "damage",
    [
        change_a_character,
        change_a_title,
        change_a_unit,
        change_a_merged_unit,
        change_a_deadline,
        fill_an_unknown_cell,
        swap_two_rows,
        swap_the_cells_of_two_rows,
        drop_a_row,
        drop_an_orphan,
    ],
)
def test_any_damage_to_the_plan_is_noticed(damage):
    plan = read_plan()
    damage(plan)
    with pytest.raises((AssertionError, KeyError)):
        check_fidelity(plan)
