import { fieldsOf, heavy, type Route, submitted, thenGo } from '#platform/http'
import { readErasure } from './fields.ts'
import type { OwnData } from './own-data.ts'
import { ErasurePage } from './pages/ErasurePage.tsx'
import type { Visitor } from './people.ts'

/** Taking one's data away, and having them erased. */
export function ownDataRoutes(data: OwnData): Route<Visitor>[] {
  return [
    heavy<Route<Visitor>>({
      method: 'get',
      path: '/mon-compte/donnees.json',
      access: 'signed-in',
      handler: async (c, visitor) => {
        c.header('content-disposition', 'attachment; filename="mes-donnees.json"')
        return c.json(await data.copy(visitor))
      },
    }),
    {
      method: 'get',
      path: '/mon-compte/effacement',
      access: 'signed-in',
      handler: (c, visitor) => c.html(<ErasurePage visitor={visitor} />),
    },
    {
      method: 'post',
      path: '/mon-compte/effacement',
      access: 'signed-in',
      handler: async (c, visitor) => {
        const sent = await fieldsOf(c)
        return submitted(
          c,
          async () => {
            await data.erase(visitor, readErasure(sent).email)
            return thenGo(c, '/connexion?fait=efface')
          },
          refused => <ErasurePage visitor={visitor} refused={refused} />,
        )
      },
    },
  ]
}
