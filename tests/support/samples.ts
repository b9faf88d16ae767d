// What a coordinator may fill in, as it is when nothing is wrong with it.
export const words = (text: string) => ({ nl: `${text} (je)`, "nl-u": `${text} (u)`, en: `${text} (en)` });
export const theme = (more = {}) => ({ kind: "theme", code: "vlinders", label: words("Vlinders"), domains: ["PSF", "PGZ"], heavy: false, from: "2020-01-01", until: null, ...more });
export const phrase = (more = {}) => ({ title: "Welkom", text: "Dag, ik ben er voor jou.", theme: null, register: "nl", ...more });
export const place = (more = {}) => ({ kind: "helpline", name: "Praatlijn", about: "Voor wie wil praten", phone: "106", url: "https://praatlijn.example", hours: "dag en nacht", town: null, public: true, ...more });
export const guide = (more = {}) => ({ kind: "suicide", code: "samen", title: "Samen", text: "Wie kan erbij zijn?", is_step: true, ...more });
export const person = (more = {}) => ({ login: "nieuw", name: "Nieuw Nieuws", alias: "Nieuwe", discipline: "arts", roles: ["operator"], ...more });
export const partner = (more = {}) => ({ name: "Praatlijn", about: "Voor wie wil praten", privacy: words("Gesprekken worden 30 dagen bewaard"), target: null, url: "https://praatlijn.example", take_minutes: 10, ...more });
