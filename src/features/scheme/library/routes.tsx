import { z } from 'zod'
import { type Actor, forMembers, type Visitor } from '#features/organisations'
import type { Refusal } from '#kernel'
import { fieldsOf, type Route, submitted, thenGo } from '#platform/http'
import { LEADERS } from '../access.ts'
import { refuse } from '../labels.ts'
import { coverSent, openDescribed } from '../opening.ts'
import { baseOf, schemesOf } from '../pages/SchemeFrame.tsx'
import type { SchemeSite } from '../within.ts'
import { library } from './library.ts'
import { ModelsPage } from './ModelsPage.tsx'
import { modelScheme } from './model-scheme.ts'

const MODELS = '/schemas/nouveau/modeles'

const chosenIn = z.object({ modele: z.union([z.string().transform(one => [one]), z.array(z.string())]).catch([]) })

/** Opening a scheme from model actions. */
export function libraryRoutes({ db, menu }: SchemeSite): Route<Visitor>[] {
  const page = (actor: Actor, sent = {}, chosen: readonly string[] = [], refusal?: Refusal) => (
    <ModelsPage
      {...{ actor, sent, chosen }}
      models={library()}
      space={menu?.(actor, schemesOf(actor))}
      refused={refusal?.message}
    />
  )
  return [
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
