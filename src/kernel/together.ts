/** Waits for the end of several pieces of work, failed or not, then throws the first failure: what follows finds none still running. */
export async function together(...work: Promise<unknown>[]): Promise<void> {
  for (const piece of await Promise.allSettled(work)) if (piece.status === 'rejected') throw piece.reason
}
