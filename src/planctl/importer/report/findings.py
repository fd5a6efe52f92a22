"""PLN6xx: what import did not understand, or understood and wants to be looked at. Nothing of a document is lost in silence."""

from __future__ import annotations

from typing import Final

from planctl.importer.readers.grid import DocumentPlace
from planctl.importer.report import reading_findings, table_findings
from planctl.importer.report.rule import Wording, import_rule, shortened


@import_rule("PLN604", "空白单元格")
def blank_cell(place: DocumentPlace, heading: str, taken: str = "暂作不知道（null）", written: str = "") -> Wording:
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
    return Wording(
        place, f"“{heading}”{words}，{taken}", "请核对；可用 --blank above（同上）、unknown（不知道）或 none（没有）。"
    )


@import_rule("PLN605", "写作“同上”")
def same_as_above(place: DocumentPlace, heading: str, written: str, taken: str | None) -> Wording:
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
    if taken is None:
        filled = "看不出照哪里填，照原样保留"
    return Wording(place, f"“{heading}”写作“{written}”，{filled}", "请核对。")


@import_rule("PLN606", "拼接了被拆开的单元格")
def joined_cell(place: DocumentPlace, heading: str, text: str) -> Wording:
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
    return Wording(place, f"“{heading}”的“{text}”接到上一行", "请核对；若本是单独的一行，请在文件里改正。")


@import_rule("PLN607", "没有写进方案的内容")
def left_out(place: DocumentPlace, what: str, text: str) -> Wording:
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
    shown = f"：{shortened(text)}" if text else ""
    return Wording(place, f"{what}没有写进方案{shown}", "需要的请补进方案文件。")


@import_rule("PLN619", "另有一处像分工方案")
def other_plan(place: DocumentPlace, what: str, why: str, option: str, text: str) -> Wording:
    """文档里不止一处像分工方案：正文和表格都写了任务和责任单位，或者有几张不同的表。只读了更像的一处，另一处没有写进方案。

    为什么：选错了，写出来的就是另一份任务，请核对选的是不是要的那一处。

    反例：
        | 序号 | 工作任务 | 牵头单位 | 配合单位 | 完成时限 |
        | --- | --- | --- | --- | --- |
        | 1 | 推进决策公开 | 市法制局 | 市编办 | 6月底 |

        另一份：

        | 序号 | 工作任务 | 责任单位 |
        | --- | --- | --- |
        | 1 | 推进执行公开 | 市督查室 |
    正例：
        | 序号 | 工作任务 | 牵头单位 | 配合单位 | 完成时限 |
        | --- | --- | --- | --- | --- |
        | 1 | 推进决策公开 | 市法制局 | 市编办 | 6月底 |
    """
    return Wording(place, f"{what}也像分工方案（{why}），没有写进方案：{shortened(text)}", f"要读它的用 {option}。")


@import_rule("PLN608", "没有序号")
def no_number(place: DocumentPlace, number: str, last: str = "") -> Wording:
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
        return Wording(place, f"各项任务都没有序号，按次序编为{number}至{last}", "请核对。")
    return Wording(place, f"任务没有序号，按次序编为{number}", "请核对。")


@import_rule("PLN609", "拆开了一格里的几条要求")
def split_cell(place: DocumentPlace, count: int, where: str = "一格") -> Wording:
    """一个单元格或者一段里有几条编了号的要求，已拆成几条，单位和时限各自照写。

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
    hint = "不想拆的用 --no-split。" if where == "一格" else "请核对。"
    return Wording(place, f"{where}里有{count}条要求，拆成{count}条", hint)


@import_rule("PLN620", "按编号分给各条要求的单元格")
def numbered_cell(place: DocumentPlace, heading: str, text: str, fits: bool) -> Wording:
    """几条要求共用的单元格里，单位或时限也编了号：编号与要求一一对应的，已分给各条；对应不上的，每条都照写全文。

    为什么：“1.3月底；2.每月”里的1是编号，3月底才是时限，分错了就催错了时间，请核对。

    反例：
        | 序号 | 工作任务 | 具体要求 | 牵头单位 | 完成时限 |
        | --- | --- | --- | --- | --- |
        | 1 | 新建美术馆 | 1.开工建设。2.主体封顶。 | 市文旅局 | 1.3月底；2.每月 |
    正例：
        | 序号 | 工作任务 | 具体要求 | 牵头单位 | 完成时限 |
        | --- | --- | --- | --- | --- |
        | 1 | 新建美术馆 | 1.开工建设。 | 市文旅局 | 3月底 |
        | 1 | 新建美术馆 | 2.主体封顶。 | 市文旅局 | 每月 |
    """
    taken = "已按编号分给各条要求" if fits else "编号与各条要求对应不上，每条都照写全文"
    return Wording(place, f"“{heading}”写作“{shortened(text)}”，{taken}", "请核对。")


@import_rule("PLN614", "责任单位是推断的")
def inferred_units(place: DocumentPlace, how: str) -> Wording:
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
    return Wording(place, f"责任单位是推断的：{how}", "请核对；不对的请在方案文件里改正。")


@import_rule("PLN615", "读法要核对")
def read_so(place: DocumentPlace, what: str, text: str) -> Wording:
    """文档里有些内容读法特别：Excel 里隐藏的行照样读了，没有存储结果的公式读作空白，图片没有读，等等。

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
    return Wording(place, f"{what}：{shortened(text)}" if text else what, "请对照文档核对。")


IMPORT_RULES: Final = (
    table_findings.guessed_columns,
    table_findings.unknown_column,
    table_findings.people_column,
    blank_cell,
    same_as_above,
    joined_cell,
    left_out,
    no_number,
    split_cell,
    numbered_cell,
    table_findings.inferred_year,
    table_findings.joined_tables,
    other_plan,
    table_findings.joined_columns,
    table_findings.title_of_file,
    table_findings.made_sections,
    inferred_units,
    read_so,
    reading_findings.folded_characters,
    reading_findings.struck_text,
    reading_findings.error_value,
)
"""Every rule of this family."""
