import type { LogEntry } from '$lib/api/readings';
import { t } from '$lib/i18n/readings';

// What the log tells, as people say it. What is new to this page stands there by its own name.
export const kWhats = [
  'talk.read', 'talk.deleted', 'talk.export_begun', 'talk.exported', 'message.redacted',
  'seal.asked', 'seal.broken', 'seal.refused',
  'role.given', 'role.taken', 'staff.added', 'staff.renamed', 'staff.disabled', 'staff.enabled',
  'invitation.made', 'invitation.renewed', 'invitation.revoked', 'invitation.accepted',
  'password.changed', 'password.reset', 'password.link_sent', 'email.changed', 'mail.given_up',
  'factor.added', 'factor.removed', 'second_factor.asked', 'recovery_codes.made', 'recovery_code.used', 'passkey.found_copied',
  'sign_on.linked', 'sign_on.refused',
  'keys.replaced', 'keys.escrowed', 'keys.restored', 'key.destroyed',
  'backup.made', 'backup.failed', 'backup.restored',
  'retention.changed', 'retention.deleted', 'paper.published',
  'rows.extracted', 'import.shown', 'import.withdrawn', 'report.quoted', 'report.unquoted', 'crosswalk.changed', 'crosswalk.extracted',
] as const;
// They begin alike what one looks for together.
export const kKinds = [
  'talk', 'seal', 'role', 'staff', 'invitation', 'password', 'email', 'mail',
  'factor', 'recovery_code', 'passkey', 'second_factor', 'sign_on',
  'key', 'backup', 'retention', 'message', 'paper',
  'rows', 'import', 'report', 'crosswalk',
] as const;

export function whatOf({ what }: LogEntry): string {
  const known = kWhats.find((one) => one === what);
  return known ? t(`what.${known}`) : what;
}

const kNames = ['name_was', 'name', 'alias_was', 'alias'] as const;
function labelOf(name: string): string {
  const known = kNames.find((one) => one === name);
  return known ? t(`data.${known}`) : name;
}

// "days: 30 · kind: words": the program's own names and numbers, and what people are called.
export const dataOf = ({ data }: LogEntry): string =>
  Object.entries(data)
    .map(([name, value]) => `${labelOf(name)}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(' · ');
