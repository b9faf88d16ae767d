import address from './proof.worker.ts?worker&url';

type Policies = { createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string } };

// The one script that a page starts from an address. Where a browser knows Trusted Types, it takes it only from this policy,
// which gives no other.
const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes;
const policy = policies?.createPolicy('onthaal-worker', { createScriptURL: () => address });

export const makeWorker = (): Worker => new Worker(policy?.createScriptURL('') ?? address, { type: 'module' });
