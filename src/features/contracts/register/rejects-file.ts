import { closeSync, ftruncateSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Reject } from '../decp/batch.ts'

const REASONS = {
  'not-an-object': 'L’enregistrement n’est pas un objet : il ne décrit aucun marché.',
  'no-buyer': 'L’enregistrement ne nomme aucun acheteur (acheteur.id, ou autoriteConcedante.id pour une concession).',
}

/** Where rejected records go, so that nothing is lost: one JSON object a line with source, position, reason in French, and raw text. */
export class RejectsFile {
  private readonly folder: string
  private file: { path: string; descriptor: number; size: number } | null = null

  /** @param dataDir the folder `rejets` is made in it at the first reject */
  constructor(dataDir: string) {
    this.folder = resolve(dataDir, 'rejets')
  }

  /** Path of the file; null while nothing is rejected. */
  get path(): string | null {
    return this.file && this.file.size > 0 ? this.file.path : null
  }

  add(source: string, reject: Reject): void {
    const { position, reason, raw } = reject
    this.file ??= this.open()
    this.file.size += writeSync(
      this.file.descriptor,
      `${JSON.stringify({ source, position, reason: REASONS[reason], raw })}\n`,
    )
  }

  /** A place to come back to, when the file being read turns out to be unreadable. */
  mark(): number {
    return this.file?.size ?? 0
  }

  backTo(mark: number): void {
    if (!this.file || this.file.size === mark) return
    if (mark > 0) {
      ftruncateSync(this.file.descriptor, mark)
      this.file.size = mark
    } else {
      closeSync(this.file.descriptor)
      rmSync(this.file.path)
      this.file = null
    }
  }

  /** Gives the file back to the system; what it holds stays. */
  close(): void {
    if (this.file) closeSync(this.file.descriptor)
    this.file = null
  }

  private open() {
    mkdirSync(this.folder, { recursive: true })
    const path = join(this.folder, `${new Date().toISOString().replace(/[:.]/g, '-')}.jsonl`)
    return { path, descriptor: openSync(path, 'ax'), size: 0 }
  }
}
