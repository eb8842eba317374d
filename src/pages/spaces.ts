import { type Actor, ADMINISTRATORS, allows, type Visitor } from '#features/organisations'
import type { Space, SpaceLink } from '#ui'

/** The menu of an organisation's pages, by what one may do there. */
export function spaceOf({ person, membership }: Actor, here: string): Space {
  const { siren, name } = membership.organisation
  const base = `/organisations/${siren}`
  const administration: SpaceLink[] = [
    { label: 'Réglages', href: `${base}/reglages`, icon: 'gear' },
    { label: 'Journal', href: `${base}/journal`, icon: 'book' },
  ]
  return {
    name,
    others: '/organisations',
    person: person.name,
    here,
    menu: [
      { title: 'Piloter', links: [{ label: 'Tableau de bord', href: base, icon: 'gauge' }] },
      {
        title: 'Acheter',
        links: [
          { label: 'Marchés', href: `/marches?acheteurs=${siren}`, icon: 'contract' },
          { label: 'Taux', href: `/taux?acheteurs=${siren}`, icon: 'chart' },
        ],
      },
      {
        title: 'Rendre compte',
        links: [{ label: 'Publications', href: `${base}/publications`, icon: 'globe' }],
      },
      {
        title: 'Administrer',
        links: [
          { label: 'Comptes et rôles', href: `${base}/membres`, icon: 'people' },
          ...(allows(ADMINISTRATORS, membership.roles) ? administration : []),
        ],
      },
    ],
  }
}

/** The menu of the pages of whoever administers the instance. */
export function instanceSpaceOf({ name }: Visitor, here: string): Space {
  return {
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
  }
}
