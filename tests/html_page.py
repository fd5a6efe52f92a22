"""Reads a page back by html5lib, as a browser does, independently of what wrote it."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

import html5lib


@dataclass
class Page:
    """A page: its tree, and what a browser would complain of."""

    tree: Element
    errors: list[str]

    def all(self, tag, name=None):
        """The elements of a tag, or those of them that have a class."""
        return [one for one in self.tree.iter(tag) if name is None or name in one.get("class", "").split()]

    def by_id(self, name):
        """The element with an id."""
        (found,) = [one for one in self.tree.iter() if one.get("id") == name]
        return found

    @property
    def ids(self):
        return [one.get("id") for one in self.tree.iter() if one.get("id") is not None]

    @property
    def table(self):
        (table,) = self.tree.iter("table")
        return table

    @property
    def policy(self):
        """The directives of the page's Content Security Policy."""
        (meta,) = [one for one in self.all("meta") if one.get("http-equiv") == "Content-Security-Policy"]
        return {words[0]: words[1:] for words in map(str.split, meta.get("content").split(";"))}

    def rows(self):
        """The rows of the table's bodies, each the cells in it as (text, rows that it spans, columns that it spans)."""
        return [
            [(text_of(cell), int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))) for cell in row]
            for body in self.table.iter("tbody")
            for row in body.iter("tr")
        ]


def open_page(data: bytes) -> Page:
    """The page in a file."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(data, transport_encoding="utf-8")
    return Page(tree, [name for _, name, _ in parser.errors])


def text_of(element):
    """The text of an element; a <br> is a line break."""
    parts = [element.text or ""]
    for child in element:
        parts += ["\n" if child.tag == "br" else text_of(child), child.tail or ""]
    return "".join(parts)
