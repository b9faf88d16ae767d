// Adds up what the steps of bin/test and .ci/run reported: node tests/support/tally.ts FOLDER...
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

type Count = { passed: number; failed: number };

function of_json(text: string): Count {
  const report = JSON.parse(text);
  if (typeof report.numTotalTests === "number") return { passed: report.numPassedTests, failed: report.numFailedTests };
  if (report.stats) {
    return { passed: report.stats.expected, failed: report.stats.unexpected + report.stats.flaky + report.stats.skipped };
  }
  return { passed: report.tests - report.failures - (report.errors ?? 0), failed: report.failures + (report.errors ?? 0) };
}

// node:test: a <testcase> is a single test, with <failure> or <skipped> inside where it did not pass.
function of_junit(text: string): Count {
  const all = text.match(/<testcase /g)?.length ?? 0;
  const failed = text.match(/<(failure|skipped)[ >]/g)?.length ?? 0;
  return { passed: all - failed, failed };
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
  for (const folder of process.argv.slice(2)) {
    const steps = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".exit")) : [];
    if (steps.length === 0) {
      console.log(`${folder}: no step was run`);
      sum.failed += 1;
    }
    for (const step of steps.sort()) {
      const name = basename(step, ".exit");
      const at = join(folder, name);
      const { passed, failed } = count(Number(read(`${at}.exit`)), read(`${at}.json`), read(`${at}.xml`));
      console.log(`${name.padEnd(36)} ${String(passed).padStart(6)} passed ${String(failed).padStart(4)} failed`);
      sum.passed += passed;
      sum.failed += failed;
    }
  }
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
  process.exitCode = sum.failed === 0 && sum.passed > 0 ? 0 : 1;
}
