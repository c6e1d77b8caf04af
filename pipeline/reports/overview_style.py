"""The style of the page with an overview: light and dark, on a screen, a telephone and paper."""

from typing import Final

STYLE: Final = """
:root{color-scheme:light dark;--paper:#fff;--ink:#1b2733;--soft:#536271;--line:#d5dde5;--card:#f5f8fa;
--one:#1f6fb2;--two:#b8560f;--three:#a3242b;--four:#8796a5;--area:#cfdfee;--good:#1c7a52;--warn:#8a5a00;--bad:#a3242b}
@media (prefers-color-scheme:dark){:root{--paper:#12181f;--ink:#e6edf3;--soft:#a5b3c0;--line:#33404d;--card:#1a232c;
--one:#6db3f2;--two:#f0a35e;--three:#ff8f8f;--four:#8796a5;--area:#2b4560;--good:#6fd3a5;--warn:#f0c15e;--bad:#ff9a9a}}
*{box-sizing:border-box}
html{font:16px/1.5 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
background:var(--paper);color:var(--ink)}
body{margin:0 auto;max-width:76rem;padding:1.5rem 1.25rem 4rem}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .25rem}
h2{font-size:1.3rem;margin:2.5rem 0 .5rem;padding-top:.5rem;border-top:3px solid var(--one)}
h3{font-size:1.02rem;margin:0 0 .4rem}
p{margin:.4rem 0;max-width:46rem}
a{color:var(--one)}
.skip{position:absolute;left:-99rem}
.skip:focus{position:static}
.soft,caption{color:var(--soft)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(10.5rem,1fr));gap:.75rem;margin:1.25rem 0;padding:0;
list-style:none}
.tiles li{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.7rem .9rem}
.tiles b{display:block;font-size:1.5rem;line-height:1.25;white-space:nowrap;font-variant-numeric:tabular-nums}
.tiles .bad b{color:var(--bad)}.tiles .warn b{color:var(--warn)}.tiles .good b{color:var(--good)}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:.75rem 0;font-size:.93rem}
caption{text-align:left;padding-bottom:.35rem}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid var(--line)}
thead th{border-bottom:2px solid var(--soft);font-weight:600;vertical-align:bottom}
tbody th{font-weight:600}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.mark{display:inline-block;min-width:6.2rem;padding:.05rem .45rem;border-radius:.3rem;border:1.5px solid currentColor;
font-size:.84rem;font-weight:600;text-align:center}
.bad{color:var(--bad)}.warn{color:var(--warn)}.good{color:var(--good)}
td.bad,td.warn{font-weight:600}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(21rem,1fr));gap:1rem}
.charts.big{grid-template-columns:repeat(auto-fit,minmax(27rem,1fr))}
figure{margin:0;padding:.9rem 1rem;background:var(--card);border:1px solid var(--line);border-radius:.5rem;
break-inside:avoid}
figcaption{font-size:.88rem;color:var(--soft);margin-top:.35rem}
svg{display:block;width:100%;height:auto}
svg text{fill:var(--ink);font-size:14px}
svg text.small{font-size:11px;fill:var(--soft)}
.one{fill:var(--one)}.two{fill:var(--two)}.three{fill:var(--three)}.four{fill:var(--four)}
.grid{stroke:var(--line);stroke-width:1}
.absent{fill:var(--area);stroke:var(--one);stroke-width:.6}
.worked{fill:none;stroke:var(--two);stroke-width:2.6}
.key{display:flex;flex-wrap:wrap;gap:1.2rem;font-size:.88rem;color:var(--soft);margin:.4rem 0}
.key span::before{content:"";display:inline-block;width:1.1rem;height:.7rem;margin-right:.4rem;vertical-align:-.02rem}
.key .k1::before{background:var(--area);border:1px solid var(--one)}
.key .k2::before{border-top:3px solid var(--two);height:.2rem;vertical-align:.2rem}
footer{margin-top:3rem;border-top:1px solid var(--line);font-size:.9rem;color:var(--soft)}
@media (max-width:34rem){.charts,.charts.big{grid-template-columns:1fr}}
@media print{
@page{size:A4;margin:14mm}
:root{--paper:#fff;--ink:#000;--soft:#444;--line:#bbb;--card:#fff;--one:#1f6fb2;--two:#b8560f;--three:#a3242b;
--four:#8796a5;--area:#cfdfee;--good:#1c7a52;--warn:#8a5a00;--bad:#a3242b}
html{font-size:10.5px;print-color-adjust:exact;-webkit-print-color-adjust:exact}
body{max-width:none;padding:0}
.skip{display:none}
.wide{overflow:visible}
h2,h3{break-after:avoid}
tr,.tiles li{break-inside:avoid}
thead{display:table-header-group}
.charts,.charts.big{grid-template-columns:1fr 1fr}
}
"""
