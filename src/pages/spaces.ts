import type { Actor, Visitor } from '#features/organisations'
import type { Space } from '#ui'
import { menuOf } from './menu.ts'

/** The pages of an organisation, `here` being the address of the one that is shown. */
export function spaceOf({ person, membership }: Actor, here: string): Space {
  const { siren, name } = membership.organisation
  const search = `/organisations/${siren}/recherche`
  return { name, others: '/organisations', person: person.name, search, here, menu: menuOf(membership.roles, siren) }
}

/** The pages of whoever administers the instance. */
export const instanceSpaceOf = ({ name }: Visitor, here: string): Space => ({
  name: 'Administration du site',
  others: '/organisations',
  person: name,
  here,
  menu: [
    {
      title: 'Administrer',
      links: [
        { label: 'Organisations', href: '/administration', icon: 'building' },
        { label: 'Journal', href: '/administration/journal', icon: 'book' },
      ],
    },
  ],
})
