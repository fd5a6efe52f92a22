"""The Jinja environment that every template is rendered in: sandboxed, strict about names, escaping everything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from traceback import walk_tb
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.exceptions import TemplateError as JinjaError
from jinja2.sandbox import ImmutableSandboxedEnvironment, SandboxedEnvironment
from markupsafe import Markup

from planctl.document.columns import Column
from planctl.document.layout import PLAIN, Layout
from planctl.document.official import official_document
from planctl.document.view import TableView, ViewRow
from planctl.errors import PlanctlError, TemplateError
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
        try:
            text = str(value)
            text.encode()
        except ValueError as error:  # a number of thousands of digits, half of a character
            raise TemplateRuntimeError(f"这个值无法打印（{error}）") from None
        return Markup(escape(text))

    jinja = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, finalize=finalize, keep_trailing_newline=True
    )
    jinja.from_string = lru_cache(maxsize=64)(partial(_compile, jinja.from_string))  # type: ignore[method-assign,assignment]
    return jinja


def _compile(from_string: Callable[[str], Template], source: str) -> Template:
    """The template of a source; what its constants raise when they are worked out (10 ** 5000) is the template's fault."""
    try:
        return from_string(source)
    except (JinjaError, MemoryError, RecursionError):
        raise
    except Exception as error:
        raise TemplateRuntimeError(f"{type(error).__name__}: {error}") from None


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


def tag_template(jinja: SandboxedEnvironment, source: str) -> Template:
    """The template that the tags in one text of a document are; errors in it name the text."""
    template = jinja.from_string(source)
    template.filename = source
    return template


@contextmanager
def template_errors(name: str) -> Iterator[None]:
    """Turn what goes wrong in a template's own code into a TemplateError that names the template, the place and what is
    wrong; what goes wrong in ours stays as it is."""
    try:
        yield
    except PlanctlError:
        raise
    except TemplateSyntaxError as error:
        raise TemplateError(f"模板 {name} 的标签写法有误：第{error.lineno}行：{error.message}", _TAG_HINT) from None
    except (MemoryError, RecursionError):
        raise TemplateError(f"模板 {name} 的标签计算量太大", _TAG_HINT) from None
    except Exception as error:
        place = _place_in_template(error)
        if not place and not isinstance(error, JinjaError):
            raise
        raise TemplateError(f"模板 {name} {place}{_what_is_wrong(error)}", _TAG_HINT) from None


def _place_in_template(error: Exception) -> str:
    """The innermost place in a template that an exception passed through; "" where it passed through none."""
    place = ""
    for frame, line in walk_tb(error.__traceback__):
        names = frame.f_globals
        template: Template | None = names.get("__jinja_template__")
        if template is None and "__jinja_exception__" not in names:
            continue
        # Jinja puts frames of its own making in a traceback in place of those of templates that it renders itself
        file = names["__file__"] if template is None else template.filename
        line = line if template is None else template.get_corresponding_lineno(line)
        place = f"第{line}行" if file in (None, "<template>") else f"的标签“{file}”"
    return place


def _what_is_wrong(error: Exception) -> str:
    if isinstance(error, UndefinedError):
        return f"用了不存在的名称：{_undefined_name(error.message or '')}"
    if isinstance(error, SecurityError):
        return f"用了不允许的操作：{error.message}"
    return f"出错：{error if isinstance(error, JinjaError) else f'{type(error).__name__}: {error}'}"


def _undefined_name(message: str) -> str:
    """The name in what Jinja says: 'x' is undefined, 'dict object' has no attribute 'x', list object has no element 9."""
    name = message.rpartition(" has no ")[2].removesuffix(" is undefined")
    return name.removeprefix("attribute ").removeprefix("element ").strip("'")


_TAG_HINT = "可用的标签见说明 docs/zh-CN/templates.md。"
