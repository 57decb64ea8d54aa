// Adds up what guards and tests left in .tenet, and ends with their exit code. What did not run fails, unless its reason is listed.
import { readFileSync } from 'node:fs';

/** Reasons for which a check may be left out here: tools and rights that a machine need not have. */
const optional = [/^PgBouncer is not installed/, /^only root /, /^python3 is not installed$/, /^this clone is closed to other users$/];

const status = Number(process.argv[2]);
const [guards, tests] = ['guards_result', 'test_result'].map((name) => {
  try {
    return JSON.parse(readFileSync(`.tenet/${name}.json`, 'utf8'));
  } catch {
    console.log(`${name === 'test_result' ? 'The tests' : 'The guards'} did not come to an end: see above.`);
    return { passed: 0, failed: 1 };
  }
});
let failed = guards.failed + tests.failed;
for (const { title, reason } of tests.skipped ?? []) {
  const isOptional = optional.some((pattern) => pattern.test(reason));
  if (!isOptional) failed += 1;
  console.log(`not run${isOptional ? '' : ', which is a failure'}: ${title} (${reason})`);
}
if (status !== 0 && failed === 0) failed = 1;
console.log(`${guards.passed + tests.passed} passed, ${failed} failed`);
process.exitCode = status || (failed > 0 ? 1 : 0);
