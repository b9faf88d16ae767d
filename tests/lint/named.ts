// The tests that a text names: `file` "name".
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

type Named = { file: string; name: string };
export const named_in = (text: string): Named[] =>
  [...text.matchAll(/`((?:tests|web|server)\/[\w./-]+(?:\.test\.ts|\.spec\.ts|_test\.cpp))`\s+"([^"]+)"/g)].map(([, file = "", name = ""]) => ({ file, name }));

// "Suite.Name" of GoogleTest; of the others the name, or its beginning.
export function is_there({ file, name }: Named): boolean {
  if (!existsSync(join(root, file))) return false;
  const text = readFileSync(join(root, file), "utf8");
  if (file.endsWith(".cpp")) return new RegExp(`TEST\\w*\\(${name.replace(".", ",\\s*")}\\)`).test(text);
  return text.split("\n").some((line) => /\b(test|it)\(/.test(line) && line.includes(name));
}
