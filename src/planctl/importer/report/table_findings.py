"""PLN6xx of a document's tables, columns and title: what was inferred, joined, or has no field of its own."""

from __future__ import annotations

from planctl.importer.readers.grid import DocumentPlace
from planctl.importer.report.rule import Wording, import_rule


@import_rule("PLN601", "栏目是推断的")
def guessed_columns(place: DocumentPlace, columns: str, unread: list[str]) -> Wording:
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
    return Wording(place, f"{why}，推断为{columns}", "请核对；不对的用 --columns 序号=1,工作任务=2,… 指定。")


@import_rule("PLN602", "另设的栏目")
def unknown_column(place: DocumentPlace, heading: str) -> Wording:
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
    return Wording(
        place, f"栏目“{heading}”不在方案的六栏之内，作为另设栏目保留", "若是时限、单位等栏目，请用 --columns 指定。"
    )


@import_rule("PLN603", "涉及个人的栏目")
def people_column(place: DocumentPlace, heading: str) -> Wording:
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
    return Wording(
        place,
        f"栏目“{heading}”涉及个人，作为另设栏目保留",
        "对外公开前请核对是否可以公开；不公开的删去 extra 中的这一项。",
    )


@import_rule("PLN610", "年份是推断的")
def inferred_year(place: DocumentPlace, why: str, year: int) -> Wording:
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
    return Wording(place, f"{why}，方案年份取{year}年", "请核对；不对的用 --year 指定。")


@import_rule("PLN611", "几张表接成了一份")
def joined_tables(place: DocumentPlace, why: str) -> Wording:
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
    return Wording(place, f"这张表{why}", "请核对；只要其中一张的用 --table 指定。")


@import_rule("PLN621", "部分是整理出来的")
def made_sections(place: DocumentPlace, how: str) -> Wording:
    """原文的任务名称或者标题改作了部分（section）：几行各有序号而共用一个名称，或者要求的编号贯穿全文。

    为什么：这些字在原文里不是部分的标题，改错了层次，编号和任务就都变了，请核对。

    反例：
        | 序号 | 工作任务 | 具体要求 | 牵头单位 |
        | --- | --- | --- | --- |
        | 一 | 推进公开 | 1.完善制度。 | 市法制局 |
        | 二 | 加强监督 | 2.公开结果。 | 市督查室 |
        | 一 | 提升能力 | 3.开展培训。 | 市编办 |
    正例：
        | 序号 | 工作任务 | 牵头单位 |
        | --- | --- | --- |
        | 一、推进公开 | 一、推进公开 | 一、推进公开 |
        | 1 | 完善制度。 | 市法制局 |
    """
    return Wording(place, how, "请核对；各栏是什么可用 --columns 指定。")


@import_rule("PLN612", "几栏并成了一栏")
def joined_columns(place: DocumentPlace, heading: str, into: str, how: str) -> Wording:
    """表格有三栏单位（牵头单位、责任单位、配合单位），方案只有牵头、配合两栏，责任单位已写在牵头单位后面；或者一个单位一栏，用 ●、○
    等符号表示牵头、配合，已写成牵头单位、配合单位两栏。

    为什么：各单位照样能按“牵头”“责任”“配合”查到，但表格的样子变了，符号的意思也可能是推断的，请核对。

    反例：
        | 序号 | 工作任务 | 牵头单位 | 责任单位 | 配合单位 |
        | --- | --- | --- | --- | --- |
        | 1 | 推进决策公开 | 市法制局 | 市编办 | 市财政局 |
    正例：
        | 序号 | 工作任务 | 牵头单位 | 配合单位 |
        | --- | --- | --- | --- |
        | 1 | 推进决策公开 | 市法制局 | 市财政局 |
    """
    return Wording(place, f"栏目“{heading}”并入“{into}”，{how}", "请核对；不想并的用 --columns 指定。")


@import_rule("PLN613", "标题取自文件名")
def title_of_file(place: DocumentPlace, title: str) -> Wording:
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
    return Wording(place, f"没有找到标题，暂用文件名“{title}”", "请核对；不对的用 --title 指定。")
