import { describe, expect, it } from 'vitest';
import type { Term } from '$lib/api/api';
import { askedIn, found, namedIn, whoIn } from './found';

const kToday = '2026-11-24';
const heard = (question: string, theme = 'Pesten, cyberpesten') => askedIn(question, theme, kToday);

describe('the words of a question', () => {
  it('say with whom, and in which school year', () => {
    expect(heard('Hoeveel ouders chatten in 2021-2022 over pesten?')).toEqual({ aboutWho: 'parent', aboutYear: '2021-2022' });
    expect(heard('how many pupils talked about bullying in 2022-2023')).toEqual({ aboutWho: 'pupil', aboutYear: '2022-2023' });
    expect(heard('Pesten: iedereen')).toEqual({ aboutWho: 'all' });
    for (const text of ['pesten in 2021/2022?', 'pesten 2021-22', 'pesten, 2021 – 2022.']) expect(heard(text)).toEqual({ aboutYear: '2021-2022' });
    expect(heard('pesten in 1999/00')).toEqual({ aboutYear: '1999-2000' });
  });
  it('may call a year by where it stands', () => {
    for (const text of ['pesten dit jaar?', 'pesten, dit schooljaar', 'bullying this school year']) expect(heard(text)).toEqual({ aboutYear: '2026-2027' });
    for (const text of ['pesten vorig jaar', 'het vorige schooljaar', 'last year?']) expect(heard(text)).toEqual({ aboutYear: null });
    expect(heard('pesten dit jaar, is dat meer dan vorig jaar?')).toEqual({ aboutYear: '2026-2027' });
    expect(heard('pesten in 2021-2022, is dat meer dan vorig jaar?')).toEqual({ aboutYear: '2021-2022' });
  });
  it('are of everybody where they name teachers, of whom alone there are no figures', () => {
    expect(heard('hoeveel leerkrachten over pesten')).toEqual({ aboutWho: 'all' });
    expect(whoIn('hoeveel leerkrachten over pesten', 'Pesten')).toBe('teacher');
    expect(heard('behandeling door een leerkracht', 'Behandeling door een leerkracht')).toEqual({});
  });
  it('leave what they do not name as it was', () => {
    for (const text of ['', 'pest', 'grootouders en leerlingenbegeleiding', 'van 2021 tot 2023', '2021-2023', '2021-21', 'van 14-15 jaar', '2021-221']) expect(heard(text)).toEqual({});
  });
  it('mean the first of two, and nobody who is part of the theme', () => {
    expect(heard('hoeveel leerlingen over ruzie met hun ouders')).toEqual({ aboutWho: 'pupil' });
    const theme = 'Contact met een gescheiden ouder';
    expect(heard('gescheiden ouders', theme)).toEqual({});
    expect(heard('gescheiden ouders, bij leerlingen', theme)).toEqual({ aboutWho: 'pupil' });
  });
});

describe('a theme', () => {
  const labels = ['Gescheiden ouders', 'Rouw', 'Pesten', 'Zelfmoordgedachten', 'Aan COVID gelinkt', 'Vaccinatie: COVID'];
  const termOf = (code: string, label: string) => ({ code, label: { nl: label, 'nl-u': label, en: label } }) as unknown as Term;
  const themes = labels.map((label) => termOf(label, label));
  const codes = (typed: string) => found(themes, typed).map(({ code }) => code);
  it('is found by a part of its name, or by a question', () => {
    expect(codes('pest')).toEqual(['Pesten']);
    expect(codes('ouders')).toEqual(['Gescheiden ouders']);
    expect(codes('over pesten?')).toEqual(['Pesten']);
  });
  it('is found by what people say for it', () => {
    const known = [...themes, termOf('pesten', 'Pesten, cyberpesten'), termOf('zelfmoordgedachten', 'Zelfmoordgedachten')];
    const first = (typed: string) => found(known, typed)[0]?.code;
    for (const typed of ['suicide', 'suïcide', 'zelfdoding', 'hoeveel leerlingen over zelfmoord?']) expect(first(typed)).toBe('zelfmoordgedachten');
    expect(first('hoeveel leerlingen werden gepest?')).toBe('pesten');
  });
  it('is one of those that a word names', () => {
    expect(namedIn(themes, 'covid').map(({ code }) => code)).toEqual(['Aan COVID gelinkt', 'Vaccinatie: COVID']);
    expect(namedIn(themes, 'pest')).toEqual([]);
  });
  it('is rather the one that the people of the question are no part of', () => expect(codes('hoeveel ouders over rouw?')).toEqual(['Rouw', 'Gescheiden ouders']));
});
