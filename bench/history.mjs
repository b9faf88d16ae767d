// A file of a million talks as another program would have written it, and the map to read it by.
import { closeSync, openSync, writeSync } from 'node:fs';

export const map = `
[moment]
column = "Aangevraagd"
format = "%d/%m/%Y %H:%M:%S"
[id]
column = "Nummer"
[who]
column = "Doelgroep"
values = { Leerling = "pupil", Ouder = "parent", Onbekend = "unknown" }
[age]
column = "Leeftijd"
[gender]
column = "Geslacht"
values = { V = "f", M = "m", X = "x" }
[device]
column = "Toestel"
values = { gsm = "phone", pc = "computer" }
[wait]
column = "Wachttijd"
[duration]
column = "Duur"
unit = "clock"
[visitor_messages]
column = "Berichten bezoeker"
[operator_messages]
column = "Berichten medewerker"
[fake]
column = "Vermoeden fake"
values = { ja = "yes", nee = "no" }
[stars]
column = "Sterren"
[operator]
column = "Medewerker"
[themes]
columns = ["Thema 1", "Thema 2"]
values = { Pesten = "pesten", Verdriet = "ignore" }
[outcomes]
column = "Resultaat"
separator = "/"
values = { Advies = "ignore" }
`;
const heading =
  'Nummer;Aangevraagd;Doelgroep;Leeftijd;Geslacht;Toestel;Wachttijd;Duur;Berichten bezoeker;Berichten medewerker;' +
  'Vermoeden fake;Sterren;Medewerker;Thema 1;Thema 2;Resultaat\n';

// In no order: as an export that was sorted by something else. The same every time.
let seed = 42;
const random = (below) => (seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0) % below;
const two = (number) => String(number).padStart(2, '0');
function row(number, years) {
  const day = new Date(Date.UTC(2003, 8, 1) + random(years * 365) * 86_400_000);
  const when = `${two(day.getUTCDate())}/${two(day.getUTCMonth() + 1)}/${day.getUTCFullYear()} ${17 + random(4)}:${two(random(60))}:${two(random(60))}`;
  const who = ['Leerling', 'Leerling', 'Ouder', 'Onbekend'][random(4)];
  const cells = [`N${number}`, when, who, who === 'Leerling' ? 10 + random(9) : '', 'VMX'[random(3)], random(2) ? 'gsm' : 'pc', random(900), `${random(60)}:${two(random(60))}`,
    random(40), random(40), random(20) ? 'nee' : 'ja', random(3) ? '' : 1 + random(5), `medewerker ${random(300)}`, 'Pesten', random(3) ? '' : 'Verdriet', 'Advies'];
  return cells.join(';');
}
export function write(file, rows, years) {
  const out = openSync(file, 'w');
  writeSync(out, heading);
  for (let made = 0; made < rows; ) {
    let piece = '';
    for (const until = Math.min(rows, made + 10_000); made < until; ++made) piece += row(made, years) + '\n';
    writeSync(out, piece);
  }
  closeSync(out);
}
