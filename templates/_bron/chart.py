"""Charts that Word itself draws: how they look; the program fills in the numbers and the workbook behind them."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from blocks import Xml
from style import TEXT_WIDTH

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
EMU = 635  # in a twentieth of a point
HEIGHT = 2_000_000
WEEKS = "Week sinds de eerste ziektedag"
TOP, STEP = '<c:max val="1"/>', '<c:majorUnit val="1"/>'  # of the weeks; the program knows how many there are


@dataclass(frozen=True)
class Series:
    """A line of a chart: the column of the workbook that it shows, what it is called, and how it is drawn."""

    column: str
    title: str
    colour: str
    width: int = 28_575
    dashed: bool = False


@dataclass(frozen=True)
class Look:
    """A chart: its lines, the name and the number format of its upright axis, and the top of that when it is fixed."""

    series: tuple[Series, ...]
    axis: str
    unit: str
    top: str = ""


LOOKS = {
    "verzuim": Look((Series("B", "Verzuimpercentage", "accent1"),), "Verzuim", '0"%"', top="100"),
    "uren": Look(
        (
            Series("C", "Gewerkte uren per week", "accent1"),
            Series("D", "Contracturen per week", "accent2", 15_875, dashed=True),
        ),
        "Uren per week",
        "0",
    ),
}


def chart(name: str, description: str) -> Xml:
    """Returns the paragraph with a chart.

    Args:
        name: key of `LOOKS`; the template's `charts` holds it too.
        description: what the chart shows, for those who cannot see it; may hold template tags.
    """
    number = list(LOOKS).index(name) + 1
    return Xml(
        '<w:p><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0" '
        f'xmlns:wp="{DRAWING}/wordprocessingDrawing"><wp:extent cx="{TEXT_WIDTH * EMU}" cy="{HEIGHT}"/>'
        f'<wp:docPr id="{number}" name="Grafiek {number}" descr={quoteattr(description)}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{DRAWING}/main"><a:graphicData uri="{DRAWING}/chart">'
        f'<c:chart xmlns:c="{DRAWING}/chart" r:id="{name}"/></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r></w:p>"
    )


def chart_part(name: str) -> str:
    """Returns the chart as a part of the package, with one point that the program replaces."""
    look = LOOKS[name]
    series = "".join(_series(index, line) for index, line in enumerate(look.series))
    legend = (
        f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_text(900)}</c:legend>' if len(look.series) > 1 else ""
    )
    top = f'<c:max val="{look.top}"/>' if look.top else ""
    step = f'<c:majorUnit val="{int(look.top) // 4}"/>' if look.top else ""
    return (
        f'<c:chartSpace xmlns:c="{DRAWING}/chart" xmlns:a="{DRAWING}/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<c:date1904 val="0"/><c:lang val="nl-NL"/><c:roundedCorners val="0"/>'
        '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{series}'
        '<c:axId val="111"/><c:axId val="222"/></c:scatterChart>'
        f"{_axis('111', '222', 'b', WEEKS, '0', TOP, STEP)}"
        f"{_axis('222', '111', 'l', look.axis, look.unit, top, step, lines=True)}"
        f'</c:plotArea>{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'{_text(900)}<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _series(index: int, line: Series) -> str:
    dash = '<a:prstDash val="dash"/>' if line.dashed else ""
    fill = f'<a:solidFill><a:schemeClr val="{line.colour}"/></a:solidFill>'
    stroke = f'<a:ln w="{line.width}" cap="flat">{fill}{dash}<a:round/></a:ln>'
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/>'
        f"<c:tx><c:strRef><c:f>Verloop!${line.column}$1</c:f>"
        f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{line.title}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        f'<c:spPr>{stroke}</c:spPr><c:marker><c:symbol val="none"/></c:marker>'
        f'<c:xVal>{_numbers("A")}</c:xVal><c:yVal>{_numbers(line.column)}</c:yVal><c:smooth val="0"/></c:ser>'
    )


def _numbers(column: str) -> str:
    return (
        f"<c:numRef><c:f>Verloop!${column}$2:${column}$2</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        '<c:ptCount val="1"/><c:pt idx="0"><c:v>0</c:v></c:pt></c:numCache></c:numRef>'
    )


def _axis(own: str, other: str, side: str, title: str, form: str, top: str, step: str, *, lines: bool = False) -> str:
    grid = f"<c:majorGridlines><c:spPr>{_hair('accent3')}</c:spPr></c:majorGridlines>" if lines else ""
    turned = ' rot="-5400000" vert="horz"' if lines else ""
    return (
        f'<c:valAx><c:axId val="{own}"/><c:scaling><c:orientation val="minMax"/>{top}<c:min val="0"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{side}"/>{grid}'
        f"<c:title><c:tx><c:rich><a:bodyPr{turned}/><a:p><a:pPr>{_font(900)}</a:pPr>"
        f'<a:r><a:rPr lang="nl-NL" sz="900" b="0"/><a:t>{title}</a:t></a:r></a:p></c:rich></c:tx>'
        '<c:overlay val="0"/></c:title>'
        f'<c:numFmt formatCode={quoteattr(form)} sourceLinked="0"/>'
        '<c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f"<c:spPr>{_hair('accent3')}</c:spPr>{_text(900)}"
        f'<c:crossAx val="{other}"/><c:crosses val="min"/><c:crossBetween val="midCat"/>{step}</c:valAx>'
    )


def _hair(colour: str) -> str:
    return f'<a:ln w="9525"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></a:ln>'


def _font(size: int) -> str:
    return (
        f'<a:defRPr sz="{size}" b="0"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
        '<a:latin typeface="+mn-lt"/></a:defRPr>'
    )


def _text(size: int) -> str:
    return f'<c:txPr><a:bodyPr/><a:p><a:pPr>{_font(size)}</a:pPr><a:endParaRPr lang="nl-NL"/></a:p></c:txPr>'
