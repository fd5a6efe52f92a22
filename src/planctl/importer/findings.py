"""PLN6xx: what import did not understand, or understood and wants to be looked at. Nothing of a document is lost in silence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple

from planctl.diagnostics import Rule, Severity
from planctl.importer.grid import DocumentPlace


@dataclass(frozen=True, slots=True)
class ImportFinding:
    """One finding: its rule, its place in the document, the sentence that says so, and what to do."""

    rule: Rule
    place: DocumentPlace
    message: str
    help: str = ""


class Said(NamedTuple):
    """What a rule's function says; the rule is added by its decorator."""

    place: DocumentPlace
    message: str
    help: str = ""


class ImportRule:
    """A rule met while a document is read: calling it gives the finding."""

    def __init__(self, rule: Rule, function: Callable[..., Said]) -> None:
        self.rule = rule
        self._function = function

    def __call__(self, *args: object) -> ImportFinding:
        """The finding for what was met."""
        return ImportFinding(self.rule, *self._function(*args))


def _rule(code: str, title: str) -> Callable[[Callable[..., Said]], ImportRule]:
    def declare(function: Callable[..., Said]) -> ImportRule:
        return ImportRule(Rule(code, Severity.WARNING, title, function.__doc__ or ""), function)

    return declare


@_rule("PLN601", "栏目是推断的")
def guessed_columns(place: DocumentPlace, columns: str, unread: list[str]) -> Said:
    """表格没有表头，或者表头里的说法不认识，各栏是什么只能从内容推断。

    为什么：推断可能有误，列错一栏，全部任务的单位或时限就都错了。

    反例：
        |  |  |  |
        | --- | --- | --- |
        | 1 | 推进决策公开，实行重大行政决策预公开制度。 | 市法制局 |
    正例：
        | 序号 | 工作任务 | 牵头单位 |
        | --- | --- | --- |
        | 1 | 推进决策公开，实行重大行政决策预公开制度。 | 市法制局 |
    """
    why = f"表头“{'、'.join(unread)}”不认识" if unread else "表格没有表头"
    return Said(place, f"{why}，推断为{columns}", "请核对；不对的用 --columns 序号=1,工作任务=2,… 指定。")


@_rule("PLN602", "另设的栏目")
def unknown_column(place: DocumentPlace, heading: str) -> Said:
    """表头里有方案六栏（序号、工作任务、具体要求、牵头单位、配合单位、完成时限）以外的栏目，已原样保留为另设栏目（extra）。

    为什么：内容一个字也不丢，但不能按它查询；若是认识的栏目换了说法，应当指明。

    反例：
        | 序号 | 工作任务 | 牵头单位 | 经费来源 |
        | --- | --- | --- | --- |
        | 1 | 推进决策公开 | 市法制局 | 市财政 |
    正例：
        | 序号 | 工作任务 | 牵头单位 | 完成时限 |
        | --- | --- | --- | --- |
        | 1 | 推进决策公开 | 市法制局 | 全年 |
    """
    return Said(
        place, f"栏目“{heading}”不在方案的六栏之内，作为另设栏目保留", "若是时限、单位等栏目，请用 --columns 指定。"
    )


@_rule("PLN603", "涉及个人的栏目")
def people_column(place: DocumentPlace, heading: str) -> Said:
    """有责任领导、联系人、联系电话一类的栏目，已保留为另设栏目（extra）。

    为什么：个人信息往往不宜随方案公开。

    反例：
        | 序号 | 工作任务 | 牵头单位 | 联系电话 |
        | --- | --- | --- | --- |
        | 1 | 推进决策公开 | 市法制局 | 12345 |
    正例：
        | 序号 | 工作任务 | 牵头单位 | 完成时限 |
        | --- | --- | --- | --- |
        | 1 | 推进决策公开 | 市法制局 | 全年 |
    """
    return Said(
        place,
        f"栏目“{heading}”涉及个人，作为另设栏目保留",
        "对外公开前请核对是否可以公开；不公开的删去 extra 中的这一项。",
    )


@_rule("PLN604", "空白单元格")
def blank_cell(place: DocumentPlace, heading: str, taken: str, written: str = "") -> Said:
    """没有合并的单元格是空白的，或者只有一道横线、斜线：可能是同上、没有或者不知道。

    为什么：空白的意思只有原稿的作者知道，不能悄悄代填。

    反例：
        | 序号 | 工作任务 | 具体要求 | 牵头单位 |
        | --- | --- | --- | --- |
        | 1 | 推进决策公开 | 1.完善制度。 | 市法制局 |
        |  |  | 2.公开结果。 |  |
    正例：
        | 序号 | 工作任务 | 具体要求 | 牵头单位 |
        | --- | --- | --- | --- |
        | 1 | 推进决策公开 | 1.完善制度。 | 市法制局 |
        | 1 | 推进决策公开 | 2.公开结果。 | 市法制局 |
    """
    words = f"写作“{written}”" if written else "空白"
    return Said(
        place, f"“{heading}”{words}，{taken}", "请核对；可用 --blank above（同上）、unknown（不知道）或 none（没有）。"
    )


@_rule("PLN605", "写作“同上”")
def same_as_above(place: DocumentPlace, heading: str, written: str, taken: str) -> Said:
    """单元格写作“同上”“〃”或“同第1项”，已照上一行或该项填写；上面没有可照的，暂作不知道。

    为什么：行若移动过，“同上”就不再是原来的意思，请核对。

    反例：
        | 序号 | 工作任务 | 牵头单位 |
        | --- | --- | --- |
        | 1 | 推进决策公开 | 市法制局 |
        | 2 | 推进执行公开 | 同上 |
    正例：
        | 序号 | 工作任务 | 牵头单位 |
        | --- | --- | --- |
        | 1 | 推进决策公开 | 市法制局 |
        | 2 | 推进执行公开 | 市法制局 |
    """
    filled = f"照填为“{taken}”" if taken else "上面没有可照填的，暂作不知道（null）"
    return Said(place, f"“{heading}”写作“{written}”，{filled}", "请核对。")


@_rule("PLN606", "拼接了被拆开的单元格")
def joined_cell(place: DocumentPlace, heading: str, text: str) -> Said:
    """一行只有半截文字，是上一行的单元格被分页拆开的，已接回上一行。

    为什么：若它本是单独的一行，接回去就少了一行，请核对。

    反例：
        | 序号 | 工作任务 | 具体要求 | 牵头单位 |
        | --- | --- | --- | --- |
        | 1 | 推进决策公开 | 1.完善制度。 | 市法制局、各镇人民 |
        |  |  |  | 政府 |
    正例：
        | 序号 | 工作任务 | 具体要求 | 牵头单位 |
        | --- | --- | --- | --- |
        | 1 | 推进决策公开 | 1.完善制度。 | 市法制局、各镇人民政府 |
    """
    return Said(place, f"“{heading}”的“{text}”接到上一行", "请核对；若本是单独的一行，请在文件里改正。")


@_rule("PLN607", "没有写进方案的内容")
def left_out(place: DocumentPlace, what: str, text: str) -> Said:
    """文档里有些内容放不进方案：表后的注、合计行、脚注、文本框等。

    为什么：方案文件只有任务，但这些话也可能要紧，所以逐一列出，一处也不悄悄丢掉。

    反例：
        | 序号 | 工作任务 | 牵头单位 |
        | --- | --- | --- |
        | 1 | 推进决策公开 | 市法制局 |
        | 合计 | 1项 |  |
    正例：
        | 序号 | 工作任务 | 牵头单位 |
        | --- | --- | --- |
        | 1 | 推进决策公开 | 市法制局 |
    """
    shown = f"：{_short(text)}" if text else ""
    return Said(place, f"{what}没有写进方案{shown}", "需要的请补进方案文件。")


@_rule("PLN608", "没有序号")
def no_number(place: DocumentPlace, number: str, last: str = "") -> Said:
    """任务没有印序号，已按次序编号。

    为什么：planctl 以序号称呼任务，必须有序号。

    反例：
        | 工作任务 | 牵头单位 |
        | --- | --- |
        | 推进决策公开 | 市法制局 |
    正例：
        | 序号 | 工作任务 | 牵头单位 |
        | --- | --- | --- |
        | 1 | 推进决策公开 | 市法制局 |
    """
    if last:
        return Said(place, f"各项任务都没有序号，按次序编为{number}至{last}", "请核对。")
    return Said(place, f"任务没有序号，按次序编为{number}", "请核对。")


@_rule("PLN609", "拆开了一格里的几条要求")
def split_cell(place: DocumentPlace, count: int) -> Said:
    """一个单元格里有几条编了号的要求，已拆成几条，单位和时限各自照写。

    为什么：每条要求应当能单独查询、单独督办；但单位、时限是否真对每一条都适用，请核对。

    反例：
        | 序号 | 工作任务 | 具体要求 | 牵头单位 |
        | --- | --- | --- | --- |
        | 1 | 推进决策公开 | 1.完善制度。2.公开结果。 | 市法制局 |
    正例：
        | 序号 | 工作任务 | 具体要求 | 牵头单位 |
        | --- | --- | --- | --- |
        | 1 | 推进决策公开 | 1.完善制度。 | 市法制局 |
        | 1 | 推进决策公开 | 2.公开结果。 | 市法制局 |
    """
    return Said(place, f"一格里有{count}条要求，拆成{count}条", "不想拆的用 --no-split。")


@_rule("PLN610", "年份是推断的")
def inferred_year(place: DocumentPlace, why: str, year: int) -> Said:
    """标题没有写明是哪一年的方案，或者写了一段年份，方案年份是推断的。

    为什么：没有写年份的时限（6月底前）都按方案年份计算，年份错了全都错。

    反例：
        2017—2020年工作方案

        | 序号 | 工作任务 | 牵头单位 |
        | --- | --- | --- |
        | 1 | 推进决策公开 | 市法制局 |
    正例：
        2017年工作方案

        | 序号 | 工作任务 | 牵头单位 |
        | --- | --- | --- |
        | 1 | 推进决策公开 | 市法制局 |
    """
    return Said(place, f"{why}，方案年份取{year}年", "请核对；不对的用 --year 指定。")


@_rule("PLN611", "几张表接成了一份")
def joined_tables(place: DocumentPlace, why: str) -> Said:
    """文档里有几张表，后面的表没有表头，或者序号又从1开始，已接在前一张表后面。

    为什么：也可能是另一份方案，或者是另一部分的任务；接错了，任务就张冠李戴。

    反例：
        | 序号 | 工作任务 | 牵头单位 |
        | --- | --- | --- |
        | 1 | 推进决策公开 | 市法制局 |

        附表

        | 序号 | 工作任务 | 牵头单位 |
        | --- | --- | --- |
        | 1 | 推进执行公开 | 市督查室 |
    正例：
        一、推进决策公开

        | 序号 | 工作任务 | 牵头单位 |
        | --- | --- | --- |
        | 1 | 预公开 | 市法制局 |

        二、推进执行公开

        | 序号 | 工作任务 | 牵头单位 |
        | --- | --- | --- |
        | 1 | 加强督查 | 市督查室 |
    """
    return Said(place, f"这张表{why}", "请核对；只要其中一张的用 --table 指定。")


@_rule("PLN612", "几栏并成了一栏")
def joined_columns(place: DocumentPlace, heading: str, lead: str) -> Said:
    """表格有三栏单位（牵头单位、责任单位、配合单位），方案只有牵头、配合两栏，责任单位已写在牵头单位后面。

    为什么：各单位照样能按“牵头”“责任”“配合”查到，但表格少了一栏，请核对是否合适。

    反例：
        | 序号 | 工作任务 | 牵头单位 | 责任单位 | 配合单位 |
        | --- | --- | --- | --- | --- |
        | 1 | 推进决策公开 | 市法制局 | 市编办 | 市财政局 |
    正例：
        | 序号 | 工作任务 | 牵头单位 | 配合单位 |
        | --- | --- | --- | --- |
        | 1 | 推进决策公开 | 市法制局 | 市财政局 |
    """
    return Said(
        place, f"栏目“{heading}”并入“{lead}”，写作“牵头单位：…；责任单位：…”", "请核对；不想并的用 --columns 指定。"
    )


@_rule("PLN613", "标题取自文件名")
def title_of_file(place: DocumentPlace, title: str) -> Said:
    """文档里没有找到方案的标题，暂用文件名。

    为什么：标题要印在公文上，文件名往往不是标题。

    反例：
        | 序号 | 工作任务 | 牵头单位 |
        | --- | --- | --- |
        | 1 | 推进决策公开 | 市法制局 |
    正例：
        2017年工作方案

        | 序号 | 工作任务 | 牵头单位 |
        | --- | --- | --- |
        | 1 | 推进决策公开 | 市法制局 |
    """
    return Said(place, f"没有找到标题，暂用文件名“{title}”", "请核对；不对的用 --title 指定。")


@_rule("PLN614", "责任单位是推断的")
def inferred_units(place: DocumentPlace, how: str) -> Said:
    """没有表格的方案里，哪些单位负责哪一条是推断的：括号里只有单位名称，或者几条后面只写了一处责任单位。

    为什么：推断可能有误，错了就催错了单位，请核对。

    反例：
        一、重点任务

        1.推进决策公开。（市法制局、市编办）

        2.推进执行公开。（市督查室、市编办）
    正例：
        一、重点任务

        1.推进决策公开。责任单位：市法制局、市编办

        2.推进执行公开。责任单位：市督查室、市编办
    """
    return Said(place, f"责任单位是推断的：{how}", "请核对；不对的请在方案文件里改正。")


@_rule("PLN615", "读法要核对")
def read_so(place: DocumentPlace, what: str, text: str) -> Said:
    """文档里有些内容读法特别：隐藏的行照样读了，没有存储结果的公式读作空白，图片没有读，等等。

    为什么：看文档的人看到的可能不是这样，或者看得到而读不出。

    反例：
        | 序号 | 工作任务 | 牵头单位 |
        | --- | --- | --- |
        | 1 | 推进决策公开 | 市法制局 | 6月底 |
    正例：
        | 序号 | 工作任务 | 牵头单位 | 完成时限 |
        | --- | --- | --- | --- |
        | 1 | 推进决策公开 | 市法制局 | 6月底 |
    """
    return Said(place, f"{what}：{_short(text)}" if text else what, "请对照文档核对。")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…（共{len(text)}字）"


_LONGEST_SHOWN: Final = 2_000
"""Characters of a finding; a hostile document has megabytes in one cell."""

IMPORT_RULES: Final = (
    guessed_columns,
    unknown_column,
    people_column,
    blank_cell,
    same_as_above,
    joined_cell,
    left_out,
    no_number,
    split_cell,
    inferred_year,
    joined_tables,
    joined_columns,
    title_of_file,
    inferred_units,
    read_so,
)
"""Every rule of this family."""
