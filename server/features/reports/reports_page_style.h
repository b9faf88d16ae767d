#pragma once

#include <string_view>

namespace onthaal::reports {

inline constexpr std::string_view kPageStyle = R"(
/* The colours of the pages: web/src/ui/base.css, web/src/ui/chart/chart.css */
:root{--ink:#17292d;--accent:#0b6e6e;--soft:#eef6f5;--line:#e4ddd2;--quiet:#475b60}
*{box-sizing:border-box}
body{margin:0;color:var(--ink);background:#fff;font:11pt/1.5 "Atkinson Hyperlegible Next","Segoe UI",Roboto,
 "Helvetica Neue",Arial,"Liberation Sans",sans-serif;orphans:3;widows:3;
 -webkit-print-color-adjust:exact;print-color-adjust:exact}
main,nav{max-width:44rem;margin:0 auto;padding:0 1.5rem}
h1,h2,h3,h4{line-height:1.2;break-after:avoid;break-inside:avoid;text-wrap:balance}
h2{font-size:21pt;font-weight:700;letter-spacing:-.01em;color:var(--accent);margin:0 0 .7em}
h3{font-size:12.5pt;margin:0 0 .2em}
a{color:var(--accent)}
.cover{position:relative;display:flex;flex-direction:column;min-height:100vh;--side:9vw;padding:12vh var(--side) 0;
 overflow:hidden; background:var(--accent);color:#fff}
.cover p,.cover ul{margin:0}
.cover .kicker{font-size:16pt;font-weight:700;margin-bottom:auto;overflow-wrap:anywhere}
.cover h1{font-size:clamp(32pt,11vw,56pt);letter-spacing:-.02em;margin:22vh 0 0}
.cover .year{font-size:clamp(20pt,6vw,30pt);line-height:1.2}
.cover .period{margin-top:.8em;opacity:.85}
.cover .origin{margin-top:.8em;max-width:34em;overflow-wrap:anywhere}
.cover .prose{margin-top:1.5em;max-width:34em}
.cover a{color:#fff}
.cover ul{display:flex;flex-wrap:wrap;gap:1rem 3rem;list-style:none;padding:0;margin:auto 0 0;padding:3rem 0 2rem}
.cover strong{display:block;font-size:26pt;line-height:1.1}
.skyline{display:block;width:calc(100% + 2*var(--side));margin:0 calc(-1*var(--side));height:22vh;flex:none;fill:#fff;opacity:.16}
nav{padding-top:3rem}
nav ol{list-style:none;padding:0;margin:0;counter-reset:chapter;columns:2;column-gap:3rem}
nav li{counter-increment:chapter;break-inside:avoid;border-bottom:1px solid var(--line);padding:.3rem 0 .3rem 2rem;
 text-indent:-2rem}
nav li::before{content:counter(chapter);display:inline-block;width:2rem;text-indent:0;color:var(--quiet)}
nav a{text-decoration:none;color:inherit}
main{counter-reset:chapter}
section{padding-top:3rem;counter-increment:chapter}
section>h2::before{content:counter(chapter);display:inline-block;min-width:1.6em;color:var(--quiet);font-weight:400}
.block{margin:0 0 1.8rem}
.pair{display:grid;grid-template-columns:1fr 1fr;column-gap:3rem}
.pair .block{display:grid;grid-row:span 4;grid-template-rows:subgrid;align-items:start}
.pair h3{grid-row:1}
.pair .says{grid-row:2}
.pair table,.pair .fact{grid-row:3}
.pair .note{grid-row:4}
.pair .drawn:not(:last-child){width:auto}
.pair .drawn:not(:last-child) div{display:block}
.pair .drawn:not(:last-child) svg{display:none}
.glance{display:grid;grid-template-columns:repeat(3,1fr);gap:.8rem;list-style:none;padding:0;margin:0 0 1.5rem}
.glance li{border-top:3px solid var(--accent);background:var(--soft);padding:.8rem .9rem .9rem;break-inside:avoid}
.glance strong{display:block;font-size:20pt;line-height:1.2}
.glance small{display:block;color:var(--quiet)}
figure{margin:.6rem 0;break-inside:avoid}
figure svg{display:block;width:100%;height:auto}
.says{margin:0 0 .5rem;text-wrap:pretty;break-after:avoid;break-inside:avoid}
.says:last-child{break-after:auto}
table{border-collapse:collapse;width:100%;margin:.3rem 0;font-size:9.5pt}
.whole{break-inside:avoid}
thead{display:table-header-group}
tr{break-inside:avoid}
th,td{border-bottom:1px solid var(--line);padding:.3rem .6rem .3rem 0;text-align:left;vertical-align:middle;
 line-height:1.3}
td:last-child,th:last-child{padding-right:0}
td{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
thead th{border-bottom:1.5px solid var(--ink);font-weight:600;color:var(--quiet);vertical-align:bottom}
thead th:not(:first-child){text-align:right}
tbody th{font-weight:400}
.drawn{width:32%}
.drawn:nth-child(2):last-child{width:60%}
.drawn div{display:grid;grid-template-columns:1fr 7.8em;gap:.6em;align-items:center}
.drawn svg{width:100%;height:.75em;fill:var(--accent)}
.drawn~.drawn svg{fill:#b4541b}
.map{table-layout:fixed}
.map th:first-child{width:5.5em}
.map thead th{border:0}
.map td,.map thead th:not(:first-child){text-align:center}
.map td{border:2px solid #fff;padding:.15rem}
.map tbody th{border:0;color:var(--quiet);padding:.15rem .5rem .15rem 0}
.h0{background:#0b6e6e12;color:var(--quiet)}.h1{background:#0b6e6e2e}.h2{background:#0b6e6e52}.h3{background:#0b6e6e7a}
.h4{background:#0b6e6ead}.h5{background:#0b6e6e;color:#fff}
.fact{margin:.4rem 0 0;break-inside:avoid}
.fact strong{font-size:16pt;margin-right:.4em}
.fact small{color:var(--quiet)}
details{font-size:9.5pt;color:var(--quiet)}
.address{display:none}
.prose,.says,blockquote{overflow-wrap:anywhere}
.prose td,.prose thead th:not(:first-child){text-align:left;white-space:normal}
.note{font-size:8.5pt;color:var(--quiet);margin:.3rem 0 0;text-wrap:pretty;break-before:avoid}
blockquote{margin:1.2rem 0;padding:.2rem 0 .2rem 1.2rem;border-left:3px solid var(--accent);font-size:1.1em;
 break-inside:avoid}
blockquote p{margin:0}
blockquote footer{font-size:9.5pt;color:var(--quiet);margin-top:.3rem}
.how{margin-top:1.8rem}
dl{margin:0}
dl div{break-inside:avoid;margin-bottom:.9rem}
dt{font-weight:600}
dd{margin:.1rem 0 0}
@media (max-width:40rem){
 .pair{display:block}
 .pair .block{display:block}
 .glance{grid-template-columns:1fr 1fr}
 nav ol{columns:1}
 main,nav{padding:0 1rem}
 .drawn div{grid-template-columns:1fr}
 .drawn svg{order:1}
 td{white-space:normal}
 .map{font-size:7.5pt}
 .block{overflow-x:auto}
 figure svg{min-width:30rem}
}
@media print{
 body{font-size:10pt}
 main,nav{max-width:none;padding:0}
 section{padding-top:0;margin-top:8mm}
 section>.note{margin-top:-3mm}
 nav,#figures{break-before:page;padding-top:0;margin-top:0}
 .pair,.block:has(.whole){break-inside:avoid}
 nav{margin-bottom:6mm}
 nav li{padding:2mm 0 2mm 2rem}
 .block{margin-bottom:6mm}
 details{display:none}
 th,td{padding-top:.18rem;padding-bottom:.18rem;line-height:1.25}
 tbody tr:first-child>*{padding-top:.3rem}
 .glance{gap:4mm}
 .glance li{padding:4mm}
 .pair{column-gap:10mm}
 #appendix dl{margin-top:5mm;columns:2;column-gap:8mm;font-size:8pt;line-height:1.4}
 #appendix dd{display:inline}
 #appendix dd::after{content:" "}
 #appendix dl .note{font-size:7pt}
 .cover{height:297mm;min-height:0;--side:22mm;padding:24mm var(--side) 0}
 .cover h1{font-size:60pt;margin-top:52mm}
 .cover .year{font-size:32pt}
 .skyline{height:62mm}
 a{color:inherit;text-decoration:none}
 .address{display:inline;overflow-wrap:anywhere}
}
)";

}  // namespace onthaal::reports
