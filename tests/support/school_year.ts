// The school year of a day (YYYY-MM-DD; today in Brussels when none is given), from 1 September: "2026-2027".
export function school_year(day = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Brussels" }).format(new Date())): string {
  const first = Number(day.slice(0, 4)) - (day.slice(5) < "09-01" ? 1 : 0);
  return `${first}-${first + 1}`;
}
