import { openRegister } from '#features/contracts'
import { type Actor, allows } from '#features/organisations'
import type { Database, Writer } from '#platform/db'
import type { Space } from '#ui'
import { SURVEYORS } from './access.ts'
import type { Place } from './answers/answering.ts'
import { type Framed, listPath } from './pages/frame.ts'
import { surveyById } from './reading.ts'

/** The menu beside the pages of an organisation. */
export type Menu = (actor: Actor, here: string) => Space

/** What stands around the pages of surveys. */
export interface Framing {
  demo(): Promise<boolean>
  framed(actor: Actor): Promise<Framed>
  /** What is said to whoever has answered; empty for the usual words. */
  thanks(trx: Writer, place: Place): Promise<string>
}

/** @param menu none where pages are shown by themselves */
export function framingOf(db: Database, menu: Menu | undefined): Framing {
  const demo = async () => (await openRegister(db.read)).example
  return {
    demo,
    framed: async actor => ({
      actor,
      space: menu?.(actor, listPath(actor)),
      demo: await demo(),
      writes: allows(SURVEYORS, actor.membership.roles),
    }),
    thanks: async (trx, { organisation, id }) =>
      (await surveyById(trx, organisation, id))?.survey.questionnaire.thanks ?? '',
  }
}
