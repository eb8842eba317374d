import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { messageSchema } from './message.ts'

const keptMessage = messageSchema.extend({ id: z.string(), from: z.string(), writtenAt: z.coerce.date() })

/** A message that was written to disk instead of being sent. */
export type KeptMessage = z.infer<typeof keptMessage>

/** The messages shown at most: an outbox is for trying things out. */
const SHOWN = 200

/** The folder where messages are written when there is no server to send them. Its owner alone reads it: links in them open things. */
export class Outbox {
  private readonly folder: string

  constructor(folder: string) {
    this.folder = folder
  }

  /** Keeps a message twice: as it would be sent, for mail programs, and as its parts. Under the same `id` it takes the place of the former. */
  write(message: KeptMessage, eml: Uint8Array): void {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 })
    // Its parts last: what is listed is whole.
    this.put(`${message.id}.eml`, eml)
    this.put(`${message.id}.json`, JSON.stringify(message))
  }

  private put(name: string, content: string | Uint8Array) {
    const draft = join(this.folder, `.${name}.${process.pid}`)
    writeFileSync(draft, content, { mode: 0o600 })
    renameSync(draft, join(this.folder, name))
  }

  /** The messages, the latest first. */
  list(): KeptMessage[] {
    return this.names()
      .flatMap(id => this.read(id) ?? [])
      .sort((a, b) => b.writtenAt.getTime() - a.writtenAt.getTime())
      .slice(0, SHOWN)
  }

  /** Forgets what was written before a moment, drafts that were cut included. */
  prune(before: Date): void {
    for (const file of this.files().map(name => join(this.folder, name)))
      if ((statSync(file, { throwIfNoEntry: false })?.mtime ?? before) < before) rmSync(file, { force: true })
  }

  private names = () => this.files().flatMap(name => /^([\w-]+)\.json$/.exec(name)?.[1] ?? [])

  private files(): string[] {
    try {
      return readdirSync(this.folder)
    } catch {
      return []
    }
  }

  /** One message; null when there is none of that name, or when it cannot be read. */
  read(id: string): KeptMessage | null {
    if (!/^[\w-]+$/.test(id)) return null
    try {
      return keptMessage.parse(JSON.parse(readFileSync(join(this.folder, `${id}.json`), 'utf8')))
    } catch {
      return null
    }
  }
}
