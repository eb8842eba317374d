import { inject, TestRunner } from 'vitest'

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
}
