/** How many tests passed, failed, and were skipped. */
export interface Count {
  passed: number
  failed: number
  skipped: number
}

/** The part that we read of the report of vitest's `json` reporter. */
export interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { status: string; assertionResults: { status: string }[] }[]
}

/** Counts a report. A file that failed without a failed test (it did not load, a hook threw) is one failure. */
export function countOf(report: VitestReport): Count {
  const broken = report.testResults.filter(
    file => file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed'),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** Adds counts up. */
export function sum(counts: readonly Count[]): Count {
  return counts.reduce(
    (all, { passed, failed, skipped }) => ({
      passed: all.passed + passed,
      failed: all.failed + failed,
      skipped: all.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  )
}

/** `312 passed, 0 failed, 2 skipped` */
export function inWords({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}
