// Every place where a person can type words, as the schema of the wire has it: "PUT /api/visit/rating text", "note.add text".
// What is a code, an id, a time or one of a few words is none.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

type Schema = Record<string, any>;
const read = (name: string): Schema => parse(readFileSync(join(import.meta.dirname, "../../schema", name), "utf8"));
const documents: Record<string, Schema> = { "openapi.yaml": read("openapi.yaml"), "events.yaml": read("events.yaml") };

function* words_of(schema: Schema, document: string, at: string): Generator<string> {
  if (typeof schema["$ref"] === "string") {
    const [file, pointer = ""] = schema["$ref"].split("#") as [string, string?];
    const found = pointer.split("/").slice(1).reduce((inside: any, key: string) => inside[key.replace("~1", "/")], documents[file || document]!);
    return yield* words_of(found, file || document, at);
  }
  for (const kind of ["allOf", "oneOf", "anyOf"]) for (const each of schema[kind] ?? []) yield* words_of(each, document, at);
  const is_text = [schema["type"]].flat().includes("string");
  const is_free = ["enum", "const", "format", "pattern"].every((key) => schema[key] === undefined);
  if (is_text && is_free) yield at;
  for (const [name, each] of Object.entries<Schema>(schema["properties"] ?? {})) yield* words_of(each, document, at === "" ? name : `${at}.${name}`);
  if (schema["items"]) yield* words_of(schema["items"], document, `${at}[]`);
}

function* places(): Generator<string> {
  for (const [path, operations] of Object.entries<Schema>(documents["openapi.yaml"]!["paths"]))
    for (const [verb, operation] of Object.entries<Schema>(operations)) {
      const schema = operation["requestBody"]?.content?.["application/json"]?.schema;
      // The long poll carries the frames that follow.
      if (schema && !path.startsWith("/api/live")) for (const at of words_of(schema, "openapi.yaml", "")) yield `${verb.toUpperCase()} ${path} ${at}`;
    }
  const definitions: Schema = documents["events.yaml"]!["$defs"];
  for (const { $ref } of definitions["Command"].oneOf as { $ref: string }[]) {
    const { command, data } = definitions[$ref.split("/").at(-1)!].properties;
    for (const at of words_of(data, "events.yaml", "")) yield `${command.const} ${at}`;
  }
}

export const word_fields: string[] = [...new Set(places())];
