"""Tables as files for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""The beginnings of cells that a spreadsheet might evaluate:
https://owasp.org/www-community/attacks/CSV_Injection"""


def csv_file(heading: Sequence[str], rows: Iterable[Iterable[str]]) -> bytes:
    """Returns a CSV file that no spreadsheet takes for formulas.

    It follows RFC 4180, in UTF-8 with a byte order mark, without which spreadsheets mistake the encoding.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(heading)
    writer.writerows(map(_harmless, row) for row in rows)
    return file.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
