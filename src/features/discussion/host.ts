import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Actor, Rule } from '#features/organisations'
import type { Refusal } from '#kernel'
import type { Space } from '#ui'
import type { Subject } from './discussion.ts'

/** What a form of a subject's page was sent with, and why it was refused. */
export interface View {
  /** What was just done, in a sentence. */
  done?: string | undefined
  refusal?: Refusal
  /** Which form was refused. */
  about?: 'comment' | 'attachment'
  /** What had been typed. */
  sent?: { text: string; asks: boolean }
  /** Of comments, from 1. */
  page: number
}

/** The feature whose things are discussed: where they are, who may, and the page that shows them. */
export interface Host {
  /** The address of a subject after that of its organisation, such as `/schema/actions/:action`; `Subject.path` is one of these. */
  path: string
  readers: Rule
  writers: Rule
  /** What an address is about, for whoever the rules let in; null where there is nothing. */
  subject(c: Context, actor: Actor): Promise<Omit<Subject, 'readers' | 'writers'> | null>
  /** Its page, with its comments and its attachments, after a form that was refused. */
  page(c: Context, actor: Actor, about: Subject, view: View): Promise<Child>
  /** What stands around the pages of its comments. */
  frame(actor: Actor, about: Subject): Promise<Frame>
}

/** The menu beside a page, and whether what it shows is the example. */
export interface Frame {
  space?: Space | undefined
  demo?: boolean
}

/** What was just done, by the word in an address. */
const DONE: Record<string, string> = {
  commentaire: 'Votre commentaire est enregistré.',
  modification: 'Votre commentaire est changé.',
  retrait: 'Votre commentaire est retiré.',
  traitement: 'Ce commentaire est traité.',
  reprise: 'Ce commentaire est de nouveau à traiter.',
  piece: 'La pièce est jointe.',
  'piece-retiree': 'La pièce est retirée.',
}

/** What an address asks to see of a discussion, and says that was just done. */
export function viewOf(c: Context): View {
  const page = /^[1-9]\d{0,4}$/.exec(c.req.query('commentaires') ?? '')?.[0]
  return { page: Number(page ?? 1), done: DONE[c.req.query('fait') ?? ''] }
}
