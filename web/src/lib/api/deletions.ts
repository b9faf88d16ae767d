import { call } from './api';
import type { components } from './http';

type Schemas = components['schemas'];
export type Deleted = Schemas['Deleted'];

// A visitor deletes what was said.
export const deletions = {
  own: (token: string, body: Schemas['VisitDeletion']) =>
    call<Deleted>('/api/visit/deletion', { method: 'POST', token, body }),
  byCode: (body: Schemas['DeletionRequest']) => call<Deleted>('/api/deletions', { method: 'POST', body }),
};
