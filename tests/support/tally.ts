// Adds up what the steps of bin/test and .ci/run reported: node tests/support/tally.ts FOLDER...
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

// `told`: the tests that did not pass, or only the second time, by name: a log is read from its end.
type Count = { passed: number; failed: number; told?: string[] };

// GoogleTest, Vitest and Playwright each nest what they ran in their own way; a test has a status wherever it stands.
function tell(node: any, path: string[], told: string[]): string[] {
  if (node === null || typeof node !== "object") return told;
  if (Array.isArray(node)) return node.reduce((all, each) => tell(each, path, all), told);
  const name = node.title ?? node.name ?? "";
  const here = name ? [...path, name] : path;
  const is_test = typeof node.status === "string" && !node.assertionResults?.length; // with those it is a file of tests
  if (is_test && /^(failed|unexpected|flaky)$/.test(node.status) && here.length > 0) {
    return [...told, `${node.status === "flaky" ? "passed the second time" : "failed"}: ${here.join(" › ")}`];
  }
  if (is_test && Array.isArray(node.failures)) return [...told, `failed: ${here.join(" › ")}`];
  const inside = ["suites", "specs", "tests", "testResults", "assertionResults", "testsuites", "testsuite"];
  return inside.reduce((all, key) => tell(node[key], here, all), told);
}

function of_json(text: string): Count {
  const report = JSON.parse(text);
  const told = tell(report, [], []);
  if (typeof report.numTotalTests === "number") return { passed: report.numPassedTests, failed: report.numFailedTests, told };
  if (report.stats) {
    const { expected, flaky, unexpected, skipped } = report.stats;
    return { passed: expected + flaky, failed: unexpected + skipped, told };
  }
  const failed = report.failures + (report.errors ?? 0);
  return { passed: report.tests - failed, failed, told };
}

// node:test: a <testcase> is a single test, with <failure> or <skipped> inside where it did not pass.
function of_junit(text: string): Count {
  const cases = text.split("<testcase ").slice(1);
  const told = cases
    .filter((each) => /<(failure|skipped)[ >]/.test(each))
    .map((each) => `failed: ${each.match(/name="([^"]*)"/)?.[1] ?? "?"}`);
  return { passed: cases.length - told.length, failed: told.length, told };
}

export function count(exit: number, json: string | null, xml: string | null): Count {
  let found: Count | null = null;
  try {
    if (json !== null) found = of_json(json);
    if (xml !== null) found = of_junit(xml);
  } catch {
    return { passed: 0, failed: 1 }; // the report was cut off
  }
  if (found === null) return exit === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const nothing_ran = found.passed + found.failed === 0;
  if ((exit !== 0 || nothing_ran) && found.failed === 0) return { ...found, failed: 1 };
  return found;
}

const read = (file: string) => (existsSync(file) ? readFileSync(file, "utf8") : null);

if (process.argv[1]?.endsWith("tally.ts")) {
  const sum = { passed: 0, failed: 0 };
  const all_told: string[] = [];
  for (const folder of process.argv.slice(2)) {
    const steps = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".exit")) : [];
    if (steps.length === 0) {
      console.log(`${folder}: no step was run`);
      sum.failed += 1;
    }
    for (const step of steps.sort()) {
      const name = basename(step, ".exit");
      const at = join(folder, name);
      const { passed, failed, told = [] } = count(Number(read(`${at}.exit`)), read(`${at}.json`), read(`${at}.xml`));
      console.log(`${name.padEnd(36)} ${String(passed).padStart(6)} passed ${String(failed).padStart(4)} failed`);
      all_told.push(...told.map((each) => `${name}: ${each}`));
      sum.passed += passed;
      sum.failed += failed;
    }
  }
  for (const each of all_told) console.log(each);
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
  process.exitCode = sum.failed === 0 && sum.passed > 0 ? 0 : 1;
}
