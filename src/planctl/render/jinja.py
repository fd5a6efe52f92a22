"""The Jinja environment that every template is rendered in: sandboxed, strict about names, escaping everything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.exceptions import TemplateError as JinjaError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from planctl.document.columns import Column
from planctl.document.official import PLAIN, Layout, official_document
from planctl.document.view import TableView, ViewRow
from planctl.errors import TemplateError
from planctl.model.plan import Plan
from planctl.model.vocabulary import COLUMN_LABELS


@lru_cache(maxsize=8)
def environment(escape: Callable[[str], str]) -> ImmutableSandboxedEnvironment:
    """An environment in which whatever `{{ }}` prints goes through `escape`.

    It and what it compiles are kept: one template draws the sheets of many units, and compiling it is half the work.
    """

    def finalize(value: object) -> object:
        if isinstance(value, StrictUndefined):
            return value  # Jinja itself then raises and names it
        return Markup(escape(str(value)))

    jinja = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, finalize=finalize, keep_trailing_newline=True
    )
    jinja.from_string = lru_cache(maxsize=64)(jinja.from_string)  # type: ignore[method-assign,assignment]
    return jinja


def plan_context(plan: Plan, view: TableView, layout: Layout = PLAIN) -> dict[str, Any]:
    """What a template can name besides rows: `plan`, `document`, `table` (title, columns, note) and `headings`
    (by field; `extra` lists those of the columns that planctl does not know).

    Raises MissingFactsError where the plan lacks what the document must say.
    """
    return {
        "plan": plan,
        "document": official_document(plan, view.title, layout),
        "table": view,
        "headings": {
            **COLUMN_LABELS,
            **{column.field: column.heading for column in view.columns},
            "extra": [column.heading for column in view.columns if column.is_further],
        },
    }


def row_context(row: ViewRow, columns: tuple[Column, ...]) -> dict[str, Any]:
    """What a template can name of a row: each field's text ("" for a column the plan does not have), `reference`,
    `section`, `spans` and `extra` (the texts of the columns that planctl does not know, in their order)."""
    extra = [row.texts[column.field] for column in columns if column.is_further]
    return {
        **dict.fromkeys(COLUMN_LABELS, ""),
        **row.texts,
        "extra": extra,
        "reference": row.reference,
        "section": row.section,
        "spans": row.spans,
    }


@contextmanager
def template_errors(name: str) -> Iterator[None]:
    """Turn what Jinja says of a template into a TemplateError that names the template and what is wrong."""
    try:
        yield
    except TemplateSyntaxError as error:
        raise TemplateError(f"模板 {name} 的标签写法有误：第{error.lineno}行：{error.message}", _TAG_HINT) from None
    except UndefinedError as error:
        raise TemplateError(f"模板 {name} 用了不存在的名称：{error.message}", _TAG_HINT) from None
    except SecurityError as error:
        raise TemplateError(f"模板 {name} 用了不允许的操作：{error.message}", _TAG_HINT) from None
    except (MemoryError, RecursionError):
        raise TemplateError(f"模板 {name} 的标签计算量太大", _TAG_HINT) from None
    except (JinjaError, TypeError, ValueError, ArithmeticError) as error:
        raise TemplateError(f"模板 {name} 无法使用：{error}", _TAG_HINT) from None


_TAG_HINT = "可用的标签见 README.zh-CN.md 的“模板”一节。"
