"""What LibreOffice writes is read: its workbooks, web pages and PDF files (needs soffice)."""

import datetime
import shutil
import subprocess

import pytest
from openpyxl import Workbook

from planctl.document.view import view_plan
from planctl.files import read_source, resource
from planctl.importer.readers.html.page import read_html
from planctl.importer.readers.pdf.file import read_pdf
from planctl.importer.readers.xlsx.workbook import read_xlsx
from planctl.planfile.loader import load_plan
from planctl.renderers.docx.document import write_docx

pytestmark = pytest.mark.slow


def converted(path, ending):
    """A document as LibreOffice writes it in another format."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("needs LibreOffice (soffice)")
    folder = path.parent / "converted"
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    arguments = [office, profile, "--headless", "--convert-to", ending, "--outdir", folder, path]
    subprocess.run(arguments, check=True, capture_output=True, timeout=120)
    return (folder / f"{path.stem}.{ending}").read_bytes()


def texts(table):
    return [[cell and cell.text for cell in row] for row in table.rows]


def workbook(path):
    book = Workbook()
    sheet = book.active
    for row in (["方案"], ["序号", "任务", "时限"], [1, "甲\n乙", datetime.date(2017, 6, 1)], [None, "4.10", 0.85]):
        sheet.append(row)
    sheet["C3"].number_format = 'yyyy"年"m"月"d"日"'
    sheet["C4"].number_format = "0%"
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A3:A4")
    book.save(path)


GRID = [["方案"] * 3, ["序号", "任务", "时限"], ["1", "甲\n乙", "2017年6月1日"], ["1", "4.10", "85%"]]


def test_a_workbook_saved_by_libreoffice_is_read_with_its_merges(tmp_path):
    workbook(tmp_path / "a.xlsx")
    (table,) = read_xlsx(converted(tmp_path / "a.xlsx", "xlsx")).tables
    assert texts(table) == GRID
    assert table.rows[2][0] is table.rows[3][0]


def test_a_workbook_saved_by_libreoffice_as_a_web_page_is_read_with_its_merges(tmp_path):
    workbook(tmp_path / "a.xlsx")
    (table,) = read_html(converted(tmp_path / "a.xlsx", "html")).tables
    assert texts(table) == GRID


@pytest.mark.parametrize(("ending", "read"), [("html", read_html), ("pdf", read_pdf)])
def test_the_built_in_plan_s_document_as_a_page_and_as_pdf_holds_every_requirement(ending, read, tmp_path):
    plan = load_plan(read_source(resource("data/plan2017.yaml"))).plan
    with (tmp_path / "plan.docx").open("wb") as file:
        write_docx(plan, view_plan(plan, verbatim=True), file)
    document = read(converted(tmp_path / "plan.docx", ending))
    table = document.tables[-1]
    assert texts(table)[0] == ["序号", "工作任务", "具体要求", "牵头单位", "完成时限"]
    cells = {row[2].text for row in table.rows}
    for _, requirement in plan.rows():
        printed = f"{requirement.number}." if requirement.number else ""
        assert printed + (requirement.text or "〔原文缺失〕") in cells
