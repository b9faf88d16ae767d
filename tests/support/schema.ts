// The wire contract, as code: what a reply or a frame may look like, from schema/openapi.yaml and schema/events.yaml.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { fullFormats } from "ajv-formats/dist/formats.js";
import { parse } from "yaml";

const folder = join(import.meta.dirname, "../../schema");
const openapi = parse(readFileSync(join(folder, "openapi.yaml"), "utf8"));
const events = parse(readFileSync(join(folder, "events.yaml"), "utf8"));

const ajv = new Ajv2020({ strict: false, allErrors: true, allowUnionTypes: true, formats: { date: fullFormats.date } });
ajv.addSchema(events, "events.yaml");
ajv.addSchema({ $id: "openapi.yaml", ...openapi }, "openapi.yaml");

function demand(validate: ValidateFunction, value: unknown, what: string): void {
  if (!validate(value)) throw new Error(`${what} is not as the schema says: ${JSON.stringify(value)}\n${ajv.errorsText(validate.errors)}`);
}

const server_frame = ajv.compile({ $ref: "events.yaml#/$defs/ServerFrame" });
const client_frame = ajv.compile({ $ref: "events.yaml#/$defs/ClientFrame" });
export const demand_server_frame = (frame: unknown) => demand(server_frame, frame, "a frame from the server");
export const demand_client_frame = (frame: unknown) => demand(client_frame, frame, "a frame from the client");

const fits = (template: string, path: string) => new RegExp(`^${template.replace(/\{[^}]+\}/g, "[^/]+")}$`).test(path);
const error_schema = ajv.compile({ $ref: "openapi.yaml#/components/schemas/Error" });
const compiled = new Map<string, ValidateFunction>();

// The reply to one request under /api/: its status is one of those written down, its body is as written for it.
export function demand_reply(method: string, path: string, status: number, body: string): void {
  const what = `${method} ${path}: ${status}`;
  const template = Object.keys(openapi.paths).find((each) => fits(each, path));
  const verb = method === "HEAD" ? "get" : method.toLowerCase();
  const operation = template === undefined ? undefined : openapi.paths[template][verb];
  const written = operation?.responses[String(status)];
  if (written === undefined) {
    if (status < 400) throw new Error(`${what} is not in schema/openapi.yaml`);
    if (method !== "HEAD") demand(error_schema, JSON.parse(body), what);
    return;
  }
  if (written.content === undefined || method === "HEAD") {
    if (body !== "") throw new Error(`${what} has a body, and none is written down`);
    return;
  }
  if (written.content["application/json"] === undefined) return; // a file
  // A file is no JSON; some doors give both.
  const is_file = written.content["application/octet-stream"] !== undefined;
  if (is_file && (written.content["application/json"] === undefined || !body.startsWith("{"))) return;
  let validate = compiled.get(`${method} ${template} ${status}`);
  if (validate === undefined) {
    const pointer = ["paths", template!, verb, "responses", String(status), "content", "application/json", "schema"];
    validate = ajv.compile({ $ref: `openapi.yaml#/${pointer.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/")}` });
    compiled.set(`${method} ${template} ${status}`, validate);
  }
  demand(validate, JSON.parse(body), what);
}

export const operations: { method: string; path: string }[] = Object.entries<Record<string, unknown>>(openapi.paths).flatMap(([path, methods]) =>
  Object.keys(methods)
    .filter((method) => method !== "parameters")
    .map((method) => ({ method: method.toUpperCase(), path })),
);
