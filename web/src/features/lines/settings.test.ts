import { describe, expect, it } from 'vitest';
import type { Settings } from '$lib/api/office';
import { draftOf, missing, settingsOf } from './settings';

const label = { nl: 'Hallo', 'nl-u': 'Dag', en: 'Hi' };
const settings: Settings = {
  revision: 3,
  name: 'CLBch@t',
  rules: { talk_minutes: 45, notice_minutes: 10, grace_minutes: 30, kept_days: 90 },
  capacity: 1,
  max_waiting: 30,
  long_wait_minutes: 15,
  texts: { welcome: label },
  intake: { who: ['pupil'], age: true, gender: true, question: true, source: false },
  trusted_hosts: ['clbchat.be', 'awel.be'],
};

describe('the settings of a line', () => {
  it('go to a form and back unchanged', () => expect(settingsOf(draftOf(settings))).toEqual(settings));

  it('take websites as people write them, once each', () => {
    const draft = { ...draftOf(settings), hosts: 'https://www.CLBchat.be/over?x=1\n\nawel.be, awel.be ' };
    expect(settingsOf(draft).trusted_hosts).toEqual(['www.clbchat.be', 'awel.be']);
  });

  it('leave out a text that is empty everywhere', () => {
    const draft = draftOf(settings);
    draft.texts.welcome = { nl: ' ', 'nl-u': '', en: '' };
    expect(settingsOf(draft).texts).toEqual({});
  });

  it('know where a text is still missing', () => {
    expect(missing(label)).toEqual([]);
    expect(missing({ nl: '', 'nl-u': '', en: '' })).toEqual([]);
    expect(missing({ ...label, en: ' ' })).toEqual(['en']);
  });
});
