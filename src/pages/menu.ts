import type { Role } from '#features/organisations'
import type { IconName, Space } from '#ui'

interface Line {
  label: string
  /** Where it leads, for the organisation of this SIREN. */
  to(siren: string): string
  icon: IconName
  seenBy: readonly Role[]
}

const within = (path: string) => (siren: string) => `/organisations/${siren}${path}`
/** A public page, of what this buyer does. */
const ofBuyer =
  (path: string, more = '') =>
  (siren: string) =>
    `${path}?acheteurs=${siren}${more}`

/** Who runs the organisation’s purchases and its scheme. */
const TEAM: readonly Role[] = ['administrator', 'scheme-lead', 'pilot', 'buyer']
/** Who reads it all with them. */
const READERS: readonly Role[] = [...TEAM, 'animator', 'adviser']
const EVERYBODY: readonly Role[] = [...READERS, 'facilitator', 'elected', 'supplier']
const ADMINISTRATION: readonly Role[] = ['administrator']

/**
 * What each role finds beside the pages of an organisation, in the words of its trade: pages that exist, at most four groups of five for each
 * role. Where several of one’s roles give an address other names, the last is kept.
 */
const MENU: readonly { title: string; lines: readonly Line[] }[] = [
  {
    title: 'Piloter',
    lines: [
      { label: 'L’essentiel', to: within(''), icon: 'gauge', seenBy: ['elected'] },
      { label: 'À faire', to: within(''), icon: 'gauge', seenBy: ['facilitator', 'supplier'] },
      { label: 'Tableau de bord', to: within(''), icon: 'gauge', seenBy: READERS },
      {
        label: 'Schéma et actions',
        to: within('/schemas'),
        icon: 'flag',
        seenBy: [...READERS, 'facilitator', 'elected'],
      },
      { label: 'Instances', to: within('/instances'), icon: 'people', seenBy: [...READERS, 'facilitator', 'elected'] },
      { label: 'Décisions', to: within('/decisions'), icon: 'check', seenBy: [...READERS, 'facilitator', 'elected'] },
      {
        label: 'Attendu de moi',
        to: within('/attendus'),
        icon: 'clock',
        seenBy: ['administrator', 'scheme-lead', 'pilot'],
      },
    ],
  },
  {
    title: 'Acheter',
    lines: [
      {
        label: 'Marchés clausés',
        to: ofBuyer('/marches', '&sociale=yes'),
        icon: 'people',
        seenBy: ['facilitator'],
      },
      { label: 'Marchés', to: ofBuyer('/marches'), icon: 'contract', seenBy: [...READERS, 'supplier'] },
      { label: 'Taux', to: ofBuyer('/taux'), icon: 'chart', seenBy: [...READERS, 'elected'] },
      { label: 'Corrections', to: within('/corrections'), icon: 'torn', seenBy: READERS },
    ],
  },
  {
    title: 'Rendre compte',
    lines: [
      {
        label: 'Calendrier',
        to: within('/calendrier'),
        icon: 'calendar',
        seenBy: [...READERS, 'facilitator', 'elected'],
      },
      { label: 'Enquêtes', to: within('/enquetes'), icon: 'question', seenBy: [...READERS, 'facilitator', 'elected'] },
      { label: 'Publications', to: within('/publications'), icon: 'globe', seenBy: EVERYBODY },
    ],
  },
  {
    title: 'Partager',
    lines: [
      { label: 'Membres', to: within('/membres'), icon: 'people', seenBy: EVERYBODY },
      { label: 'Activité', to: within('/activite'), icon: 'clock', seenBy: EVERYBODY },
    ],
  },
  {
    title: 'Administrer',
    lines: [
      { label: 'Comptes et rôles', to: within('/membres'), icon: 'people', seenBy: ADMINISTRATION },
      { label: 'Imports', to: within('/imports'), icon: 'download', seenBy: ADMINISTRATION },
      { label: 'Réglages', to: within('/reglages'), icon: 'gear', seenBy: ADMINISTRATION },
      { label: 'Activité', to: within('/activite'), icon: 'clock', seenBy: ADMINISTRATION },
      { label: 'Journal', to: within('/journal'), icon: 'book', seenBy: ADMINISTRATION },
    ],
  },
]

/** The menu of whoever has these roles in the organisation of this SIREN. */
export function menuOf(roles: readonly Role[], siren: string): Space['menu'] {
  const seen = MENU.flatMap(({ title, lines }) =>
    lines
      .filter(({ seenBy }) => seenBy.some(role => roles.includes(role)))
      .map(({ label, to, icon }) => ({ title, label, href: to(siren), icon })),
  )
  const kept = seen.filter(({ href }, at) => !seen.slice(at + 1).some(later => later.href === href))
  return MENU.flatMap(({ title }) => {
    const links = kept.filter(one => one.title === title).map(({ label, href, icon }) => ({ label, href, icon }))
    return links.length === 0 ? [] : [{ title, links }]
  })
}
