"""PLN0xx: what can be wrong with a plan file before it is a plan. One function a rule; its docstring is its page."""

from __future__ import annotations

from planctl.findings.diagnostics import Edit, Finding, Fix, Severity, reading_rule, replace_with
from planctl.planfile.slip_rules import SLIP_RULES
from planctl.source import NOWHERE, Span


@reading_rule("PLN001", Severity.ERROR, "YAML 语法错误")
def syntax(place: Span, problem: str) -> Finding:
    """文件不是正确的 YAML，读到此处无法继续。

    为什么：语法有错时，其后的内容无从判断属于哪一项，硬读会张冠李戴。

    反例：
        tasks:
          - number: 1
            title: "推进决策公开  # ←
            requirements: []
    正例：
        tasks:
          - number: 1
            title: "推进决策公开"
            requirements: []
    """
    return Finding(place, f"YAML 语法错误：{problem}", "请检查此处及上一行的缩进、冒号、引号和括号。")


@reading_rule("PLN002", Severity.ERROR, "键重复")
def duplicate_key(place: Span, key: str, first_line: int) -> Finding:
    """同一组内容里同一个键写了两次。

    为什么：多数工具只取最后一个，前一个会不声不响地丢失。

    反例：
        tasks:
          - number: 1
            title: 推进决策公开
            title: 推进执行公开  # ←
            requirements: []
    正例：
        tasks:
          - number: 1
            title: 推进决策公开
            requirements: []
    """
    return Finding(place, f"键“{key}”重复，第{first_line}行已经写过", "请删去其中一个；现按第一个读取。")


@reading_rule("PLN003", Severity.ERROR, "嵌套过深")
def too_deep(place: Span, limit: int) -> Finding:
    """内容一层套一层，超过了方案文件可能有的层数。

    为什么：方案文件只有六七层，过深多半是文件损坏或有意构造。

    反例：
        tasks: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]  # ←
    正例：
        tasks: []
    """
    return Finding(place, f"嵌套超过{limit}层，不再读取", "请检查缩进和括号。")


@reading_rule("PLN004", Severity.ERROR, "不能使用的引用")
def unusable_alias(place: Span, reason: str) -> Finding:
    """锚点（&）和引用（*）用得不当：没有对应的锚点、指向一组内容，或数量过多。

    为什么：指向一组内容的引用层层相套，可以用很小的文件造出极大的数据。引用一段文字是可以的。

    反例：
        tasks:
          - &a {number: 1, title: 推进决策公开, requirements: []}
          - *a  # ←
    正例：
        tasks:
          - number: 1
            title: 推进决策公开
            requirements:
              - {number: 1, text: 完善制度。, lead_units: &a 市法制局, deadline: 全年}
              - {number: 2, text: 公开结果。, lead_units: *a, deadline: 全年}
    """
    return Finding(place, reason, "请直接写出内容。")


@reading_rule("PLN005", Severity.ERROR, "一个文件里有多份文档")
def second_document(place: Span) -> Finding:
    """文件里用 --- 隔开了第二份 YAML 文档。

    为什么：一个方案文件只放一份方案；第二份会被忽略。

    反例：
        tasks: []
        ---  # ←
        tasks: []
    正例：
        tasks: []
    """
    return Finding(place, "一个方案文件只能有一份方案，--- 之后的内容未读取", "请把第二份方案放到另一个文件。")


@reading_rule("PLN006", Severity.ERROR, "文件为空")
def empty_file(place: Span) -> Finding:
    """文件没有任何内容。

    为什么：空文件多半是保存失败或选错了文件。

    反例：
        # 只有注释  # ←
    正例：
        tasks: []
    """
    return Finding(place, "文件没有内容", "请检查是否选错了文件，或文件保存时是否出错。")


@reading_rule("PLN007", Severity.ERROR, "含有不允许的控制字符")
def control_character(place: Span, code_point: int) -> Finding:
    """文件里有看不见的控制字符。

    为什么：YAML 不允许控制字符，它们也不能写进 Word 文档。

    反例：
        tasks:
          - {number: 1, title: 推进〈响铃〉决策公开, requirements: []}  # ←
    正例：
        tasks:
          - {number: 1, title: 推进决策公开, requirements: []}
    """
    return Finding(place, f"含有不允许的控制字符 U+{code_point:04X}，读到此处无法继续", "请删去该字符。")


@reading_rule("PLN017", Severity.WARNING, "文件开头有 BOM")
def byte_order_mark(place: Span) -> Finding:
    """文件开头有看不见的 BOM 字符，多为旧版记事本所加。

    为什么：planctl 能读，但有的工具会把它当作文字，第一个键就读错了。

    反例：
        〈BOM〉tasks: []
    正例：
        tasks: []
    """
    return Finding(place, "文件开头有 BOM 字符", "请另存为不带 BOM 的 UTF-8。", Fix((Edit(place, ""),)))


@reading_rule("PLN018", Severity.ERROR, "文件无法读取")
def unreadable_file(problem: str, hint: str) -> Finding:
    """文件打不开，或者不是 UTF-8 编码的文本：找不到、没有权限、是文件夹、是 Word 文档、编码是 GBK，等等。

    为什么：无法读取的文件没有校核过，不能算通过。退出码为 3；同时校核的其他文件照常报告。

    反例：
        tasks: []  # 这份文件以 GBK 编码保存
    正例：
        tasks: []  # 这份文件以 UTF-8 编码保存
    """
    return Finding(NOWHERE, problem, hint)


@reading_rule("PLN010", Severity.ERROR, "无法识别的键")
def unknown_key(place: Span, key: str, shape: str, suggestion: str, certain: bool) -> Finding:
    """写了方案文件没有的键。

    为什么：键名拼错时，该项内容会丢失而无人察觉。原表另有的栏目请写在 extra 里。

    反例：
        tasks:
          - number: 1
            titel: 推进决策公开  # ←
            requirements: []
    正例：
        tasks:
          - number: 1
            title: 推进决策公开
            requirements: []
    """
    help_line = f"是否想写“{suggestion}”？" if suggestion else "可用的键见说明 docs/zh-CN/plan-file.md。"
    fix = replace_with(place, suggestion) if certain else None
    named = f"“{key}”" if key else "空名"
    return Finding(place, f"{shape}中没有{named}这个键，其内容未读取", help_line, fix)


@reading_rule("PLN011", Severity.ERROR, "缺少必填的键")
def missing_key(place: Span, key: str, shape: str) -> Finding:
    """缺少必须写的键。

    为什么：缺了它这一项就不完整。内容确实不知道时写 null，不要省略。

    反例：
        tasks:
          - number: 1  # ←
            requirements: []
    正例：
        tasks:
          - number: 1
            title: 推进决策公开
            requirements: []
    """
    return Finding(place, f"{shape}缺少“{key}”", f"请补上 {key}。")


@reading_rule("PLN012", Severity.ERROR, "类型不对")
def wrong_type(place: Span, key: str, expected: str, found: str) -> Finding:
    """该处应是文字而写成了列表，或应是列表而写成了文字，等等。

    为什么：类型不对时内容无法读入。

    反例：
        tasks: 推进决策公开  # ←
    正例：
        tasks:
          - {number: 1, title: 推进决策公开, requirements: []}
    """
    subject = f"“{key}”" if key else "整个文件"
    return Finding(place, f"{subject}应为{expected.strip()}，这里是{found}", "怎样写见说明 docs/zh-CN/plan-file.md。")


@reading_rule("PLN013", Severity.ERROR, "取值不对")
def bad_value(place: Span, key: str, expected: str, found: str) -> Finding:
    """该处只能填规定的值，如年份、日期、是否或几个选项之一。

    为什么：取值不对时无法使用。日期一律写作 2017-06-01。

    反例：
        tasks: []
        gaps:
          - {kind: rwo, reference: "1"}  # ←
    正例：
        tasks: []
        gaps:
          - {kind: task, reference: "1"}
    """
    return Finding(place, f"“{key}”应为{expected}，这里是“{found}”", "请改为规定的写法。")


@reading_rule("PLN014", Severity.ERROR, "不能为空值")
def null_value(place: Span, key: str) -> Finding:
    """该处不能写 null，也不能只写键不写值。

    为什么：只有标题、要求、单位和时限可以不知道；其他内容没有就不写这个键。

    反例：
        tasks:
          - {number: null, title: 推进决策公开, requirements: []}  # ←
    正例：
        tasks:
          - {number: 1, title: 推进决策公开, requirements: []}
    """
    return Finding(place, f"“{key}”不能为空", "请填写内容；没有这一项就删去这个键。")


@reading_rule("PLN015", Severity.ERROR, "单位和时限写错了层级")
def cells_beside_requirements(place: Span, key: str) -> Finding:
    """工作任务已经列了具体要求（requirements），单位、时限等又写在了任务上。

    为什么：这样写分不清它是属于全部要求还是某一条，其内容会丢失。只有没有具体要求的任务才把单位和时限写在任务上。

    反例：
        tasks:
          - number: 1
            title: 推进决策公开
            lead_units: 市法制局  # ←
            requirements:
              - {number: 1, text: 完善制度。, deadline: 全年}
    正例：
        tasks:
          - number: 1
            title: 推进决策公开
            requirements:
              - {number: 1, text: 完善制度。, lead_units: 市法制局, deadline: 全年}
    """
    return Finding(place, f"任务已列具体要求，“{key}”应写在各条要求里", "请把它移到相应的要求下。")


READING_RULES = (
    syntax,
    duplicate_key,
    too_deep,
    unusable_alias,
    second_document,
    empty_file,
    control_character,
    unknown_key,
    missing_key,
    wrong_type,
    bad_value,
    null_value,
    cells_beside_requirements,
    byte_order_mark,
    unreadable_file,
    *SLIP_RULES,
)
