import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Subject, View } from '#features/discussion'
import type { Actor } from '#features/organisations'
import { documented, documentRoutes } from '../documents.tsx'
import { type BodySite, idIn } from '../within.ts'
import type { Case } from './cases.ts'
import { casesOf } from './reading.ts'
import { casePath, casesPath, ONE } from './within.ts'

/** A case, for the files that are attached to it. */
export const aboutCase = (actor: Actor, asked: Pick<Case, 'id' | 'title'>): Subject =>
  documented({ subject: `case/${asked.id}`, title: asked.title, path: casePath(actor, asked) })

/** The addresses of the files of cases. @param page the page of the case of an address */
export const caseDocumentRoutes = (
  site: BodySite,
  page: (c: Context, actor: Actor, view: View) => Promise<Child | null>,
) =>
  documentRoutes(site, {
    ...{ path: ONE, page, list: casesPath },
    async find(c, trx, actor) {
      const [asked] = await casesOf(trx, actor, { id: idIn(c, 'case') })
      return asked ? aboutCase(actor, asked) : null
    },
  })
