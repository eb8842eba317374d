import { z } from 'zod'
import { type Actor, forMembers, type Visitor } from '#features/organisations'
import type { Refusal } from '#kernel'
import { fieldsOf, type Route, submitted, thenGo } from '#platform/http'
import { fr } from '#ui'
import { LEADERS } from '../access.ts'
import type { SchemeDocument } from '../document/document.ts'
import { refuse } from '../labels.ts'
import { coverSent, openDescribed } from '../opening.ts'
import type { CoverSent } from '../pages/FormPages.tsx'
import { baseOf, schemesOf } from '../pages/SchemeFrame.tsx'
import { listSchemes } from '../schemes.ts'
import { publicSchemes } from '../versions/public.ts'
import type { SchemeSite } from '../within.ts'
import { ChooseSchemePage, CopyPage } from './CopyPages.tsx'
import { copyOfText, textToCopy } from './copying.ts'
import { library } from './library.ts'
import { ModelsPage } from './ModelsPage.tsx'
import { modelScheme } from './model-scheme.ts'

const MODELS = '/schemas/nouveau/modeles'

const chosenIn = z.object({ modele: z.union([z.string().transform(one => [one]), z.array(z.string())]).catch([]) })

const COPY = '/schemas/nouveau/copie'
const keptIn = z.object({ garder: chosenIn.shape.modele })

/** What the form of a copy says before it is filled in: a text that comes from elsewhere says so. */
function copied({ title, summary, notice, buyers }: SchemeDocument, actor: Actor): CoverSent {
  if (buyers.some(({ siren }) => siren === actor.membership.organisation.siren)) return { title, summary, notice }
  const names = buyers.map(({ name }) => name).join(', ')
  return { title, notice: fr`Ce texte est parti de celui de « ${title} » (${names}).` }
}

/** Opening a scheme from model actions, or from another scheme. */
export function libraryRoutes({ db, menu }: SchemeSite): Route<Visitor>[] {
  const page = (actor: Actor, sent = {}, chosen: readonly string[] = [], refusal?: Refusal) => (
    <ModelsPage
      {...{ actor, sent, chosen }}
      models={library()}
      space={menu?.(actor, schemesOf(actor))}
      refused={refusal?.message}
    />
  )
  const copying = (
    actor: Actor,
    source: SchemeDocument,
    sent: CoverSent,
    kept: readonly string[],
    refusal?: Refusal,
  ) => (
    <CopyPage {...{ actor, source, sent, kept }} space={menu?.(actor, schemesOf(actor))} refused={refusal?.message} />
  )
  async function choosing(actor: Actor) {
    const mine = await listSchemes(db, actor)
    const others = (await publicSchemes(db.read)).filter(({ code }) => !mine.some(one => one.code === code))
    const schemes = [...mine.map(one => ({ ...one, buyers: one.buyers.map(({ name }) => name) })), ...others]
    return <ChooseSchemePage {...{ actor, schemes }} space={menu?.(actor, schemesOf(actor))} />
  }
  return [
    forMembers('get', COPY, LEADERS, async (c, actor) => {
      const code = c.req.query('de') ?? ''
      if (code === '') return c.html(await choosing(actor))
      const source = await textToCopy(db, actor, code)
      return source ? c.html(copying(actor, source, copied(source, actor), [])) : c.notFound()
    }),
    forMembers('post', COPY, LEADERS, async (c, actor) => {
      const fields = await fieldsOf(c)
      const [sent, { garder: kept }] = [coverSent.parse(fields), keptIn.parse(fields)]
      const source = await textToCopy(db, actor, z.string().catch('').parse(fields['de']))
      if (source === null) return c.notFound()
      return submitted(
        c,
        async () => {
          const text = copyOfText(source, { marks: kept.includes('reperes'), days: kept.includes('dates') })
          const code = await openDescribed(db, actor, sent, text)
          return thenGo(c, `${baseOf(actor, { code })}?fait=copie`)
        },
        refusal => copying(actor, source, sent, kept, refusal),
      )
    }),
    forMembers('get', MODELS, LEADERS, (c, actor) => c.html(page(actor))),
    forMembers('post', MODELS, LEADERS, async (c, actor) => {
      const fields = await fieldsOf(c)
      const [sent, { modele: keys }] = [coverSent.parse(fields), chosenIn.parse(fields)]
      return submitted(
        c,
        async () => {
          const chosen = library().filter(({ key }) => keys.includes(key))
          if (chosen.length === 0) return refuse('models-none')
          const code = await openDescribed(db, actor, sent, modelScheme(chosen))
          return thenGo(c, `${baseOf(actor, { code })}?fait=commence`)
        },
        refusal => page(actor, sent, keys, refusal),
      )
    }),
  ]
}
