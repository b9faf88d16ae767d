#pragma once

#include <string_view>

namespace onthaal::reports {

inline constexpr std::string_view kPageStyle = R"(
:root{--ink:#1d2b2b;--accent:#0b6e6e;--soft:#dcefec;--line:#d0d5d5;--quiet:#566565}
*{box-sizing:border-box}
body{margin:0;color:var(--ink);background:#fff;font:11pt/1.5 "Source Sans 3","Noto Sans","DejaVu Sans",Arial,sans-serif;
 -webkit-print-color-adjust:exact;print-color-adjust:exact}
main,nav{max-width:44rem;margin:0 auto;padding:0 1.5rem}
h1,h2,h3,h4{line-height:1.2;color:var(--accent);break-after:avoid;text-wrap:balance}
h2{font-size:20pt;margin:0 0 .6em}
h3{font-size:13pt;margin:1.4em 0 .4em}
a{color:var(--accent)}
.cover{background:var(--accent);color:#fff;padding:22vh 12% 12vh;min-height:100vh}
.cover h1{color:#fff;font-size:44pt;margin:.1em 0;overflow-wrap:anywhere}
.cover .kicker{font-size:16pt;letter-spacing:.04em;margin:0}
.cover .year{font-size:20pt;margin:0 0 2em}
.cover a{color:#fff}
.cover ul{display:flex;flex-wrap:wrap;gap:1rem 3rem;list-style:none;padding:0;margin:0 0 3rem}
.cover strong{display:block;font-size:26pt;line-height:1.1}
nav{padding-top:3rem}
nav ol{padding-left:1.4em;columns:2}
section{padding-top:3rem}
.glance{display:grid;grid-template-columns:repeat(3,1fr);gap:.8rem;list-style:none;padding:0}
.glance li{background:var(--soft);border-radius:.6rem;padding:.9rem;break-inside:avoid}
.glance strong{display:block;font-size:19pt;line-height:1.15;color:var(--accent)}
.glance small{display:block;color:var(--quiet)}
figure{margin:1.4rem 0 .6rem;break-inside:avoid}
figure svg{width:100%;height:auto}
.says{font-weight:600;margin:.2rem 0 .5rem;break-after:avoid}
table{border-collapse:collapse;width:100%;margin:.6rem 0;font-size:9.5pt}
.whole{break-inside:avoid}
thead{display:table-header-group}
tr{break-inside:avoid}
th,td{border-bottom:1px solid var(--line);padding:.25rem .5rem .25rem 0;text-align:left;vertical-align:top}
td{text-align:right;font-variant-numeric:tabular-nums}
thead th{border-bottom:2px solid var(--accent)}
thead th:not(:first-child){text-align:right}
tbody th{font-weight:400}
.prose td,.prose thead th:not(:first-child){text-align:left}
.note{font-size:8.5pt;color:var(--quiet);margin:.2rem 0 1.2rem}
blockquote{margin:1.2rem 0;padding:.8rem 1.1rem;background:var(--soft);border-radius:.6rem;break-inside:avoid}
blockquote footer{font-size:9.5pt;color:var(--quiet);margin-top:.3rem}
dt{font-weight:600;margin-top:.8rem;break-after:avoid}
dd{margin:.1rem 0 0}
@media (max-width:40rem){.glance{grid-template-columns:1fr 1fr}nav ol{columns:1}.cover h1{font-size:30pt}}
@media print{
 body{font-size:10pt}
 main,nav{max-width:none;padding:0}
 nav,#figures,#themes,#fake,#pupils,#suicide,#bullying,#team,#appendix{break-before:page;padding-top:0}
 #glance{padding-top:8mm}
 nav h2,#glance h2{margin-bottom:.4em}
 .glance{gap:3mm}
 .glance li{padding:3mm}
 #appendix dl{columns:2;column-gap:8mm;font-size:8.5pt}
 #appendix dl .note{font-size:7.5pt}
 .cover{height:297mm;min-height:0;padding:80mm 22mm 20mm}
 a{color:inherit;text-decoration:none}
}
)";

}  // namespace onthaal::reports
