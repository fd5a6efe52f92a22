"""The folder of settings that a run of LibreOffice has to itself, with what is printed otherwise than the settings of LibreOffice
can say."""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

PRINT: Final = "macro:///Standard.Planctl.PrintDocument"
"""What LibreOffice is started with to run the program that `write_profile` put into its folder."""

_SETTINGS: Final = (
    # the folder is complete: LibreOffice would put its own empty programs in the place of ours
    ("Setup/Office", "ooSetupInstCompleted", "true"),
    # no macros of documents, and nothing that a template links to is fetched
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    # bookmarks become destinations that can be found; an option on the command line exists only from LibreOffice 7.4 on
    ("Office.Common/Filter/PDF/Export", "ExportBookmarksToPDFDestination", "true"),
    ("Office.Common/Filter/PDF/Export", "UseTaggedPDF", "true"),
    ("Office.Common/Filter/PDF/Export", "ExportBookmarks", "true"),
    ("Office.Common/Filter/PDF/Export", "DisplayPDFDocumentTitle", "true"),
    # with the blank page before an even one: printed on both sides, the 版记 is on an even page (GB/T 9704-2012 §7.4)
    ("Office.Common/Filter/PDF/Export", "IsSkipEmptyPages", "false"),
    # marks are squeezed, as `compressPunctuation` says, which LibreOffice does not read from Word documents
    ("Office.Common/AsianLayout", "CompressCharacterDistance", "1"),
)
_ITEM: Final = '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>\n'
_REGISTRY: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
    f'xmlns:xs="http://www.w3.org/2001/XMLSchema">\n{"".join(_ITEM.format(*one) for one in _SETTINGS)}</oor:items>\n'
)
_LIBRARIES: Final = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
 <library:library library:name="Standard" library:link="false"/>
</library:libraries>
"""
_LIBRARY: Final = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false">
 <library:element library:name="Planctl"/>
</library:library>
"""
_ZERO_WIDTH_SPACE: Final = 0x200B
_WORD_JOINER: Final = 0x2060
_LATIN: Final = r"[\u0021-\u1FFF&&[^!%),.:;>?\]}¢¨°·ˇ]]"
"""A Latin character that may begin a line."""
_LINE_BREAKS: Final = (
    (rf"([、。，．〉》」』】〕〗〙〛〞〟）］｝”])({_LATIN})", _ZERO_WIDTH_SPACE),
    ("([^—])(—(?!—))", _WORD_JOINER),
    (r"(\d-)(\d)", _WORD_JOINER),
    (r"(?<![!-~])([\d.,]*[A-Za-zμ²³%]{1,4}/)([A-Za-z]{1,4}[²³]?(?![!-~]))", _WORD_JOINER),
)
"""Regular expressions of what LibreOffice breaks lines otherwise by than Word, and what is put behind their first group: a place
where a line may end (a mark and the Latin word behind it, which older versions of UAX #14 hold together, so that a line
would begin with the mark), or one where it may not (before a 连接号, GB/T 15834-2011 §5.1; within a number or a unit like
μg/m³). Neither sign is printed, nor in the text of the PDF."""
_REPLACED: Final = """\
  ways.SearchString = &quot;{}&quot;
  ways.ReplaceString = &quot;$1&quot; &amp; Chr({}) &amp; &quot;$2&quot;
  printed.replaceAll(ways)
"""
_CHINESE_QUOTES: Final = "(?<![A-Za-z,] )“|”(?! ?[A-Za-z])|’(?![A-Za-z])"
"""Quotation marks that stand in Chinese though they may be beside Latin or digits, whose font LibreOffice gives them then."""
_WITHOUT_GAPS: Final = """\
  Dim styles
  styles = printed.StyleFamilies.getByName(&quot;ParagraphStyles&quot;)
  For place = 0 To styles.Count - 1
    styles.getByIndex(place).ParaIsCharacterDistance = False
  Next
"""
"""Leaves no gap between hanzi and Latin or digits: before version 24.8 LibreOffice does not read `autoSpaceDE` and `autoSpaceDN`,
and leaves one in every Word document."""
_MODULE: Final = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Planctl" script:language="StarBasic">
Sub PrintDocument
  On Error Goto Failed
  Dim opening(2) As New com.sun.star.beans.PropertyValue
  opening(0).Name = &quot;Hidden&quot;
  opening(0).Value = True
  opening(1).Name = &quot;MacroExecutionMode&quot;
  opening(1).Value = 0
  opening(2).Name = &quot;UpdateDocMode&quot;
  opening(2).Value = 0
  Dim printed, place
  printed = StarDesktop.loadComponentFromURL(&quot;{source}&quot;, &quot;_blank&quot;, 0, opening())
{without_gaps}  Dim ways
  ways = printed.createReplaceDescriptor()
  ways.SearchRegularExpression = True
{replaced}  Dim quotes
  ways.SearchString = &quot;{quotes}&quot;
  quotes = printed.findAll(ways)
  For place = 0 To quotes.Count - 1
    quotes.getByIndex(place).CharFontName = quotes.getByIndex(place).CharFontNameAsian
  Next
  AlignCells(printed)
  Dim storing(0) As New com.sun.star.beans.PropertyValue
  storing(0).Name = &quot;FilterName&quot;
  storing(0).Value = &quot;writer_pdf_Export&quot;
  printed.storeToURL(&quot;{target}&quot;, storing())
  printed.close(True)
Failed:
  StarDesktop.terminate()
End Sub

' cells that were moved to another page when the pages were laid out stay at the top of their rows until they are told again
Sub AlignCells(printed)
  Dim pages, table, names, cell, place, number, alignment
  ' asking for the number of pages lays them out
  pages = printed.CurrentController.PageCount
  For place = 0 To printed.TextTables.Count - 1
    table = printed.TextTables.getByIndex(place)
    names = table.getCellNames()
    For number = 0 To UBound(names)
      cell = table.getCellByName(names(number))
      alignment = cell.VertOrient
      If alignment &lt;&gt; com.sun.star.text.VertOrientation.NONE Then
        cell.VertOrient = com.sun.star.text.VertOrientation.NONE
        cell.VertOrient = alignment
      End If
    Next
  Next
End Sub
</script:module>
"""


def write_profile(folder: Path, source: Path, target: Path, *, gapless: bool) -> None:
    """Fill a folder that does not exist yet: the settings, and the program that prints `source` as the PDF `target`, `gapless`
    without gaps between hanzi and Latin or digits."""
    library = folder / "user" / "basic" / "Standard"
    library.mkdir(parents=True)
    module = _MODULE.format(
        source=escape(source.as_uri()),
        target=escape(target.as_uri()),
        without_gaps=_WITHOUT_GAPS if gapless else "",
        quotes=escape(_CHINESE_QUOTES),
        replaced="".join(_REPLACED.format(escape(found), sign) for found, sign in _LINE_BREAKS),
    )
    for path, text in (
        (folder / "user" / "registrymodifications.xcu", _REGISTRY),
        (library.parent / "script.xlc", _LIBRARIES),
        (library / "script.xlb", _LIBRARY),
        (library / "Planctl.xba", module),
    ):
        path.write_text(text, encoding="utf-8")


_SOCKETS: Final = ("/tmp", "/var/tmp")
"""Where LibreOffice puts them, whatever folder is named for temporary files."""


def remove_socket(folder: Path) -> None:
    """Remove what a LibreOffice with this folder of settings leaves outside it when it is ended."""
    if os.name == "nt":
        return
    for where in _SOCKETS:
        with contextlib.suppress(OSError):
            Path(where, socket_name(folder)).unlink()


def socket_name(folder: Path) -> str:
    """The name of the socket by which a second LibreOffice with these settings would find the first: the folder's address is
    digested, each byte written without a leading zero (`desktop/source/app/officeipcthread.cxx`)."""
    digest = hashlib.md5(folder.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    return f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{''.join(f'{byte:x}' for byte in digest)}"
