import { inject, TestRunner, vi } from 'vitest'

type Task = { mode: string; tasks?: Task[] }

function skip(task: Task): void {
  task.mode = 'skip'
  for (const child of task.tasks ?? []) skip(child)
}

/** Skips a whole project when what it needs is missing: hooks would fail before a test could skip itself. */
export default class AvailabilityRunner extends TestRunner {
  onCollected(files: Task[]): void {
    if (inject('absent') !== null) files.forEach(skip)
  }

  /** Files share a process: one that leaves its clock stopped would stop that of the next. */
  override async onAfterRunSuite(suite: Parameters<TestRunner['onAfterRunSuite']>[0]): Promise<void> {
    await super.onAfterRunSuite(suite)
    if ('filepath' in suite) vi.useRealTimers()
  }
}
