import { readFileSync, rmSync } from 'node:fs';

const nothing = { passed: 0, failed: 0, skipped: 0 };

export const one = (isGood) => ({ ...nothing, [isGood ? 'passed' : 'failed']: 1 });

export const add = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

export const sum = (counts) => counts.reduce(add, nothing);

export const sentence = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

function ofVitest(report) {
  // A file that could not be loaded has no tests to count, and fails all the same.
  const unloaded = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function ofPlaywright({ stats }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

const readers = { vitest: ofVitest, playwright: ofPlaywright };

export const forget = (file) => rmSync(file, { force: true });

/** What a runner wrote of its run. A run that ended badly without saying so, or that ran nothing, counts as one failure. */
export function read(runner, file, code) {
  let counts = nothing;
  try {
    counts = readers[runner](JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    console.error(`No readable report of ${runner}: ${error.message}`);
    return one(false);
  }
  const isSilent = counts.failed === 0 && (code !== 0 || counts.passed === 0);
  return isSilent ? add(counts, one(false)) : counts;
}
