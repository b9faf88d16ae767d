// Every time on every page is of the line's zone, wherever the page is read: two pages never tell another day of one moment.
export const kZone = 'Europe/Brussels';
