"""Numbers that a pivot table keeps and that are a BSN, also where one lost its zero by being a number."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.readers.bsn_numbers import BsnPiece, Numbers, announces, may_be_bsn
from pipeline.readers.gather import Gather
from pipeline.readers.relations import relations


def pivoted_numbers(gather: Gather, part: str, place: str) -> None:
    """Notes the numbers of a pivot table that count as a BSN, by the same measure as those in a column of cells.

    Args:
        gather: where they are noted.
        part: the member that defines what is kept.
        place: what a person calls it.
    """
    records = [item.target for item in relations(gather.package, part).values() if item.kind == "pivotCacheRecords"]
    rows = [row for record in records if record in gather.package for row in gather.tree(record)]
    for number, field in enumerate(gather.tree(part).iter("{*}cacheField")):
        those = Numbers()
        for element in _values(field, rows, number):
            those.note(element, element.get("v", ""))
        is_announced = announces(field.get("name", ""))
        found = [(element, "v") for element in those.certain(is_announced=is_announced)]
        ends = [(values, end) for values in field.iterchildren("{*}sharedItems") for end in ("minValue", "maxValue")]
        said = {element.get("v") for element, _ in found}
        for element, attribute in (*found, *(item for item in ends if item[0].get(item[1]) in said)):
            gather.value(part, gather.numbered(place, "getal"), element, attribute, form=BsnPiece)


def _values(field: etree._Element, rows: list[etree._Element], number: int) -> Iterator[etree._Element]:
    """Yields the elements with the numbers of a field: those in its list, and those in the records themselves."""
    listed = [item for values in field.iterchildren("{*}sharedItems") for item in values]
    for item in (*listed, *(row[number] for row in rows if number < len(row))):
        if str(item.tag).endswith("}n") and may_be_bsn(item.get("v", "")):
            yield item
