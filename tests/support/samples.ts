// What a coordinator may fill in, as it is when nothing is wrong with it.
export const words = (text: string) => ({ nl: `${text} (je)`, "nl-u": `${text} (u)`, en: `${text} (en)` });
export const theme = (more = {}) => ({ kind: "theme", code: "vlinders", label: words("Vlinders"), domains: ["PSF", "PGZ"], heavy: false, from: "2020-01-01", until: null, ...more });
export const phrase = (more = {}) => ({ title: "Welkom", text: "Dag, ik ben er voor jou.", theme: null, register: "nl", ...more });
export const place = (more = {}) => ({ kind: "helpline", name: "Praatlijn", about: "Voor wie wil praten", phone: "106", url: "https://praatlijn.example", hours: "dag en nacht", week: null, town: null, public: true, ...more });
export const guide = (more = {}) => ({ kind: "suicide", code: "samen", title: "Samen", text: "Wie kan erbij zijn?", is_step: true, ...more });
export const person = (more = {}) => ({ login: "nieuw", name: "Nieuw Nieuws", alias: "Nieuwe", discipline: "arts", roles: ["operator"], ...more });
export const partner = (more = {}) => ({ name: "Praatlijn", about: "Voor wie wil praten", privacy: words("Gesprekken worden 30 dagen bewaard"), target: null, url: "https://praatlijn.example", take_minutes: 10, ...more });
export const regime = (more = {}) => ({ days: "school", week: { mon: ["17:00-21:00"] }, from: "2030-01-01", until: "2030-12-31", ...more });
export const exception = (more = {}) => ({ kind: "closed", starts_at: "2030-01-07T17:00", ends_at: "2030-01-07T18:00", reason: "Storing", ...more });
export const override = (more = {}) => ({ days: "holiday", first_day: "2030-01-03", last_day: "2030-01-04", reason: "Brugdag", ...more });
export const slot = (more = {}) => ({ day: "2030-01-07", at: "16:00", minutes: 45, worker: null, weeks: 1, ...more });
