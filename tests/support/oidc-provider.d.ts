// Only what our own provider for tests uses.
declare module "oidc-provider" {
  import type { IncomingMessage, ServerResponse } from "node:http";
  export default class Provider {
    constructor(issuer: string, configuration: object);
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object, options?: object): Promise<void>;
    on(event: string, told: (...what: unknown[]) => void): void;
    Grant: new (what: object) => { addOIDCScope(scope: string): void; save(): Promise<string> };
  }
}
