"""Documents that the code can generate are generated: run with --update-docs, look at the difference, commit it."""

import json
import re

import pytest
import yaml
from jsonschema import Draft202012Validator

from planctl.catalogue import ALL_RULES, BAD, GOOD, PLAN_RULES, RULES_BY_CODE, example
from planctl.checks import RETIRED, check_plan
from planctl.cli.commands.explain import page_of
from planctl.cli.printing.findings import SEVERITY_LABELS
from planctl.cli.printing.help import _HEADINGS, _PIECES, Formatter, _in_chinese
from planctl.deadlines import parse_deadline
from planctl.model.plan import CELL_FIELDS
from planctl.model.vocabulary import DEADLINE_KIND_LABELS
from planctl.planfile.json_schema import plan_schema
from planctl.planfile.loader import load_plan
from planctl.queries.as_json import deadline_json
from planctl.source import Source
from planctl.units import parse_unit_cell
from support import ROOT, whole_app
from support_deadlines import NO_DEADLINES, PHRASES
from support_docs import check_generated, with_generated


def examples():
    """The phrases of the sets, a few of each kind of meaning, as planctl reads them."""
    seen = {}
    for case in PHRASES:
        shape = (case["kind"], *(sorted(set(case) - {"phrase", "year", "kind", "made", "source", "ambiguous"})))
        same = seen.setdefault(shape, [])
        if len(same) < 4:
            same.append(case)
    order = list(DEADLINE_KIND_LABELS)
    for shape in sorted(seen, key=lambda one: (order.index(one[0]), one)):
        yield from seen[shape]


SHOWN = (
    "每周一、周五",
    "每季度末及12月底",
    "长期坚持，12月底前总结",
    "6月底9月底",
    "3月底或6月底",
    "每季度最后一个月的第3个工作日",
    "每年汛期前",
    "国庆前",
    "5月31日前（遇节假日顺延）",
)


def several_times():
    """What becomes of phrases that state several times, or a day by the calendar, in 2025."""
    rows = ["| phrase in 2025 | kind | meaning |", "| --- | --- | --- |"]
    for phrase in SHOWN:
        read = parse_deadline(phrase, 2025)
        parts = "; ".join(f"{part.phrase}: {part.kind} {words_for(part)}".strip() for part in read.parts)
        rows.append(f"| {phrase} | {read.kind} | {f'parts {parts}' if parts else words_for(read)} |")
    return "\n".join(rows) + "\n"


def no_deadlines():
    return "".join(f"- {text}\n" for text, _ in NO_DEADLINES[-24:])


def table():
    rows = ["| phrase | year | kind | meaning |", "| --- | --- | --- | --- |"]
    for case in examples():
        read = parse_deadline(case["phrase"], case["year"])
        rows.append(f"| {case['phrase']} | {case['year']} | {read.kind} | {words_for(read)} |".replace("\n", "⏎"))
    return "\n".join(rows) + "\n"


def words_for(deadline):
    skipped = ("phrase", "kind", "source", "parts")
    meaning = {
        key: value
        for key, value in deadline_json(deadline).items()
        if key not in skipped and value not in (None, False, [])
    }
    return "; ".join(f"{key} {json.dumps(value, ensure_ascii=False).strip(chr(34))}" for key, value in meaning.items())


KINDS_OF_CELL = {
    "labels": "^(?!.*[;；]).*(?:单位|部门)[:：].*(?:单位|部门)[:：]",
    "a semicolon ends a label": "单位[:：][^;；]*[;；](?!.*单位)",
    "predicates": "牵头[，,].*(?:配合|参与|负责)",
    "会同 and 联合": "会同|联合(?!会)",
    "lines": "局⏎[市区县][^、，,:：]*局$",
    "a line break in a name": "(?:保障|人工智能|旅游|教育)⏎[局部]",
    "和 and 及 between names": "[局处部会司]([和与及與])[^、]{2,}[局处部署会]$",
    "和 inside names": "(?:发展和改革|住房和城乡)",
    "counts and 等": "[0-9五]+[个家].{0,8}(?:部门|单位|平台)|等有关(?!部门负责)",
    "shared lists": "各(?:区、镇|县.{0,3}、区供|省、|委、|市、|镇、)|委、市政府督",
    "universities, hospitals, companies": "(?:教务处|党委.{2}部|人事科|院感|战略|供销部|分厂).*[、，]",
    "brackets": "^[^⏎]*[（(][^（）()]{2,8}[局委部处][）)]",
    "remarks": "下同|为牵头单位",
    "Hong Kong and Macau": "[會務]署|澳門|/勞工",
}
"""What the cells of published plans are examples of, each by what stands in it."""


def table_of_cells():
    data = [ROOT / "tests/data" / name for name in ("units.jsonl", "units_2.jsonl", "units_published.jsonl")]
    cells = [json.loads(line)["cell"] for path in data for line in path.read_text(encoding="utf-8").splitlines()]
    rows = ["| kind | cell | units |", "| --- | --- | --- |"]
    for kind, sign in KINDS_OF_CELL.items():
        short = [cell for cell in dict.fromkeys(cells) if re.search(sign, cell) and len(cell) <= 70]
        assert short, f"no cell is an example of {kind}"
        for cell in short[:3]:
            mentions = parse_unit_cell(cell.replace("⏎", "\n")).mentions
            units = " · ".join(f"{unit.name} ({unit.role})" if unit.role else unit.name for unit in mentions)
            rows.append(f"| {kind} | {cell} | {units} |")
    return "\n".join(rows) + "\n"


def rules_page():
    lines = [
        "# 校核规则",
        "",
        "`planctl explain 编号` 显示同样的内容。本页由测试生成（`pytest --update-docs`）。",
        "",
        "| 编号 | 轻重 | 规则 | 可自动改正 |",
        "| --- | --- | --- | --- |",
    ]
    fixable = {rule.code for rule in PLAN_RULES if any(one.fix for one in findings_of(rule) if one.rule is rule)}
    for rule in ALL_RULES:
        severity = SEVERITY_LABELS[rule.severity]
        mark = "是" if rule.code in fixable else ""
        lines.append(f"| [{rule.code}](#{rule.code.lower()}) | {severity} | {rule.title} | {mark} |")
    lines += ["", *(f"已停用：{code}。{why}" for code, why in RETIRED.items())]
    for rule in ALL_RULES:
        page = page_of(rule)
        for heading in (BAD, GOOD):
            before, _, example_and_rest = page.partition(f"{heading}：\n")
            example, rest = [], example_and_rest.split("\n")
            while rest and (rest[0].startswith("    ") or not rest[0].strip()):
                example.append(rest.pop(0).removeprefix("    "))
            block = "\n".join(example).rstrip("\n")
            language = "yaml" if rule in PLAN_RULES else "markdown"
            page = f"{before}{heading}：\n\n```{language}\n{block}\n```\n" + "\n" + "\n".join(rest)
        lines += ["", f'<a id="{rule.code.lower()}"></a>', f"## {rule.code} {rule.title}", "", page.strip()]
    return "\n".join(lines) + "\n"


def findings_of(rule):
    return check_plan(load_plan(Source("plan.yaml", example(rule, BAD))))


def test_the_page_of_rules_is_made_from_the_rules(request):
    check_generated(request, ROOT / "docs" / "rules.md", rules_page())


class HelpPage(Formatter):
    """The help of a command as Markdown."""

    heading = ""

    def write_usage(self, prog, args="", prefix=None):
        self.write(f"    {prog} {' '.join(_PIECES.get(piece, piece) for piece in args.split())}\n\n")

    def write_heading(self, heading):
        self.heading = _HEADINGS.get(heading, heading)

    def write_text(self, text):
        self.write(f"{text}\n\n")

    def write_dl(self, rows, col_max=0, col_spacing=0):
        self.write(f"| {self.heading} | |\n| --- | --- |\n")
        for name, text in rows:
            cells = [cell.replace("|", "\\|") for cell in (f"`{name}`", _in_chinese(text))]
            self.write(f"| {' | '.join(cells)} |\n")
        self.write("\n")


def help_pages(command, name, above=None, level="###"):
    """The help of a command, and of those inside it."""
    context = command.context_class(command, info_name=name, parent=above, **command.context_settings)
    page = HelpPage(width=100)
    command.format_help(context, page)
    text = re.sub("\n{3,}", "\n\n", page.getvalue())
    yield f"{level} {context.command_path}\n\n{text}"
    for inner, one in getattr(command, "commands", {}).items():
        yield from help_pages(one, inner, context, level + "#" * (above is not None))


def test_the_page_on_commands_is_made_from_their_help(request):
    page = ROOT / "docs" / "zh-CN" / "commands.md"
    generated = {"commands": "".join(help_pages(whole_app(), "planctl"))}
    check_generated(request, page, with_generated(page.read_text(encoding="utf-8"), generated))


def test_the_schema_for_editors_is_made_from_the_declarations_of_the_loader(request):
    generated = json.dumps(plan_schema(), ensure_ascii=False, indent=2) + "\n"
    check_generated(request, ROOT / "docs" / "plan.schema.json", generated)


def test_the_built_in_plan_names_the_schema_in_its_first_line():
    first, *_ = (ROOT / "data" / "plan2017.yaml").read_text(encoding="utf-8").splitlines()
    assert first == "# yaml-language-server: $schema=../docs/plan.schema.json"


def plain(text):
    """A plan file as an editor reads it for its schema: YAML's own types, dates as text."""
    loader = type(
        "Loader", (yaml.SafeLoader,), {"yaml_implicit_resolvers": dict(yaml.SafeLoader.yaml_implicit_resolvers)}
    )
    loader.yaml_implicit_resolvers = {
        key: [one for one in resolvers if one[0] != "tag:yaml.org,2002:timestamp"]
        for key, resolvers in loader.yaml_implicit_resolvers.items()
    }
    return yaml.load(text, Loader=loader)


def test_the_schema_takes_the_built_in_plan_and_every_good_case():
    validator = Draft202012Validator(plan_schema())
    Draft202012Validator.check_schema(plan_schema())
    validator.validate(plain((ROOT / "data" / "plan2017.yaml").read_text(encoding="utf-8")))
    for rule in PLAN_RULES:
        validator.validate(plain(example(rule, GOOD)))


@pytest.mark.parametrize("code", ["PLN010", "PLN011", "PLN012", "PLN013", "PLN014"])
def test_the_schema_refuses_the_bad_cases_of_shape(code):
    text = example(RULES_BY_CODE[code], BAD)
    assert not Draft202012Validator(plan_schema()).is_valid(plain(text))


def test_the_examples_in_the_page_on_deadlines_are_what_the_grammar_reads(request):
    page = ROOT / "docs" / "deadlines.md"
    generated = {"examples": table(), "several times": several_times(), "no deadlines": no_deadlines()}
    check_generated(request, page, with_generated(page.read_text(encoding="utf-8"), generated))


def test_the_examples_in_the_page_on_units_are_what_the_grammar_reads(request):
    page = ROOT / "docs" / "units.md"
    check_generated(request, page, with_generated(page.read_text(encoding="utf-8"), {"examples": table_of_cells()}))


def test_the_schema_describes_each_key_by_the_word_for_it_where_it_stands():
    schema = plan_schema()
    assert schema["$id"] == "urn:planctl:plan:1"
    properties = schema["properties"]
    assert properties["plan"]["properties"]["title"]["description"] == "标题"
    assert properties["tasks"]["items"]["properties"]["title"]["anyOf"][0]["description"] == "工作任务"


def keys_of(shape):
    """The keys of an object in the schema: whether each must be there, and whether it may be null."""
    return {
        key: (key in shape["required"], '"null"' in json.dumps(one.get("type", one.get("anyOf", ""))))
        for key, one in shape["properties"].items()
    }


@pytest.mark.parametrize(("folder", "needed"), [("docs", "it must be stated"), ("docs/zh-CN", "必填")])
def test_the_pages_on_the_plan_file_describe_the_keys_that_it_may_have(folder, needed):
    schema = plan_schema()["properties"]
    task = schema["tasks"]["items"]
    shapes = [
        schema["plan"],
        schema["units"]["items"],
        task,
        task["properties"]["requirements"]["items"],
        schema["gaps"]["items"],
    ]
    page = (ROOT / folder / "plan-file.md").read_text(encoding="utf-8")
    tables = [
        {
            key: (needed in meaning, "null" in value)
            for key, value, meaning in re.findall(r"^\| `(\w+)` \| [^|]* \| ?([^|]*) \| ?(.*)\|$", block, re.MULTILINE)
        }
        for block in page.split("\n### ")[1:]
    ]
    of_requirements = CELL_FIELDS  # described there, and in the table of tasks only named
    for described, shape in zip(tables, map(keys_of, shapes), strict=True):
        if "requirements" in shape:
            for key in of_requirements:
                described[key] = shape[key]
        assert described == shape
