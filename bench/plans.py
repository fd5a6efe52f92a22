"""Plans of any size for measuring: texts are distinct, cells vary as in real plans."""

from __future__ import annotations

import random
from pathlib import Path

_VERBS = ["推进", "完善", "公开", "建立", "加强", "做好", "开展", "制定", "落实", "规范"]
_OBJECTS = [
    "重大项目",
    "财政预算",
    "行政许可",
    "住房保障",
    "环境保护",
    "食品药品",
    "就业创业",
    "扶贫工作",
    "政府采购",
    "公共资源",
    "旅游投诉",
    "安全生产",
]
_TAILS = [
    "信息公开工作",
    "管理制度",
    "专栏建设",
    "联席会议机制",
    "统计分析和通报",
    "工作台账",
    "考核评价体系",
    "实施细则",
]
_UNITS = [
    "市发改局",
    "市财政局",
    "市民政局",
    "市编办",
    "市住建局",
    "市环保局",
    "市旅游局",
    "市科技局",
    "市公安局",
    "市法制局",
    "市商务局",
    "市国资委",
]
_DEADLINES = [
    "全年",
    "12月底",
    "6月底",
    "每季度末",
    "9月底前",
    "按省工作部署",
    "2017年11月30日前",
    "每月5日前",
    "长期坚持",
    "上半年",
    "年底前",
]


def write_plan(path: Path, requirements: int) -> None:
    """Write a plan with so many requirements, ten to a task."""
    chance = random.Random(2017)
    lines = ["format: 1", "plan: {title: 2017年重点工作分工方案, year: 2017}", "units:"]
    lines += [f"  - {{name: {unit}}}" for unit in _UNITS]
    lines.append("tasks:")
    for index in range(requirements):
        task, number = divmod(index, 10)
        if number == 0:
            lines += [f"  - number: {task + 1}", f"    title: {phrase(chance)}（第{task + 1}项）", "    requirements:"]
        cell = units(chance)
        text = "，".join(phrase(chance) for _ in range(chance.randint(2, 5)))
        lines += [
            f"      - number: {number + 1}",
            f"        text: {text}（编号{index}）。",
            f"        lead_units: {cell}",
            f"        deadline: {chance.choice(_DEADLINES)}",
        ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def phrase(chance: random.Random) -> str:
    """What is to be done, in a few words."""
    return chance.choice(_VERBS) + chance.choice(_OBJECTS) + chance.choice(_TAILS)


def units(chance: random.Random) -> str:
    """A cell of one to three units."""
    return "、".join(chance.sample(_UNITS, chance.randint(1, 3)))
