"""PLN6xx of what a document shows: letters that only look alike, struck-through text, the error values of spreadsheets."""

from __future__ import annotations

from planctl.importer.readers.grid import DocumentPlace
from planctl.importer.report.rule import Wording, import_rule, shortened


@import_rule("PLN616", "换掉了特殊字符")
def folded_characters(place: DocumentPlace, what: str, counted: str) -> Wording:
    """文档里有些字符看起来是普通的字，编码却不是：PDF 和网页里的部首字符（⼀、⽉、⻔）、兼容汉字、竖排标点、零宽字符、软连字符等，
    已换成普通的字或者去掉。全角数字和繁体字不动，照样认得。

    为什么：不换就认不出序号、单位和时限，也搜不到；但换掉的字与文档不是同一个编码，所以报告一次。

    反例：
        | 序号 | 工作任务 | 牵头单位 |
        | --- | --- | --- |
        | ⼀ | 推进决策公开 | 市⽔务局 |
    正例：
        | 序号 | 工作任务 | 牵头单位 |
        | --- | --- | --- |
        | 一 | 推进决策公开 | 市水务局 |
    """
    return Wording(place, f"文档里有{what}，已换成普通的字或去掉：{counted}", "首处在此；请核对换掉的字。")


@import_rule("PLN617", "划掉的文字")
def struck_text(place: DocumentPlace, what: str, text: str) -> Wording:
    """文档里有加了删除线的文字（Word、Excel 的删除线，网页的 <s>、<del>，Markdown 的 ~~），没有写进方案；整行划掉的，整行不写。

    为什么：划掉的是作废的内容，照样读进来，任务、单位和时限就都错了；但是不是真的作废，请核对。

    反例：
        | 序号 | 工作任务 | 牵头单位 | 完成时限 |
        | --- | --- | --- | --- |
        | 1 | 推进决策公开 | 市法制局 | ~~6月底~~9月底 |
    正例：
        | 序号 | 工作任务 | 牵头单位 | 完成时限 |
        | --- | --- | --- | --- |
        | 1 | 推进决策公开 | 市法制局 | 9月底 |
    """
    return Wording(place, f"{what}没有写进方案：{shortened(text)}", "请核对；仍然有效的请补进方案文件。")


@import_rule("PLN618", "单元格是错误值")
def error_value(place: DocumentPlace, heading: str, written: str) -> Wording:
    """单元格里是表格软件的错误值（#N/A、#REF!、#VALUE! 等，或者列太窄时的 ####），不是内容，暂作不知道（null）。

    为什么：公式算不出来，原来的单位、时限是什么，只有原表的作者知道。

    反例：
        | 序号 | 工作任务 | 牵头单位 |
        | --- | --- | --- |
        | 1 | 推进决策公开 | #N/A |
    正例：
        | 序号 | 工作任务 | 牵头单位 |
        | --- | --- | --- |
        | 1 | 推进决策公开 | 市法制局 |
    """
    return Wording(place, f"“{heading}”是错误值“{written}”，暂作不知道（null）", "请向原表的作者查明后补上。")
