import { fold } from '#kernel'
import { count, fr } from '#ui'
import type { Raised } from '../finding.ts'
import type { Subject } from '../subject.ts'
import { called } from '../words.ts'

/** Verbs that say a direction, and nothing that could be seen to be done. */
const VAGUE =
  /^(favoris|promouvoir|promot|sensibilis|encourag|incit|accompagn|facilit|amelior|renforc|valoris|developp|soutenir|soutien|contribu|veiller|optimis)/

/** Who pilots the actions, when, and by what their success is seen. */
export function* structure({ document, actions, under, given }: Subject): Generator<Raised> {
  if (actions.size === 0) yield { code: 'no-action', message: 'Le schéma n’a aucune action.' }
  const ended = given.today > document.to
  for (const action of actions.values()) {
    const at = { action: action.key, at: action.key }
    const name = called(action)
    const indicators = (under.get(action.key) ?? []).filter(({ support }) => !support)
    const mine =
      action.buyer === null ||
      given.buyers.every(({ siren }) => siren !== action.buyer) ||
      action.buyer === given.buyers[0]?.siren
    if (action.pilots.length === 0)
      yield { ...at, code: 'no-directorate', message: fr`L’action ${name} n’a pas de direction pilote.` }
    if (given.piloted && mine && !ended && !given.piloted.has(action.key))
      yield { ...at, code: 'no-person', message: fr`L’action ${name} n’est confiée à personne.` }
    if (action.calendar.length === 0)
      yield { ...at, code: 'no-calendar', message: fr`L’action ${name} n’a pas de calendrier.` }
    if (indicators.length > 0) continue
    yield { ...at, code: 'no-indicator', message: fr`L’action ${name} n’a aucun indicateur.` }
    if (VAGUE.test(fold(action.title).replace(/^(?:la|le|les|l') ?/, '')))
      yield {
        ...at,
        code: 'vague-verb',
        message: fr`L’action ${name} annonce une intention, sans indicateur ni livrable qui la mesure.`,
      }
  }
  const filled = new Set([...actions.values()].map(({ parent }) => parent))
  for (const { key, parent } of document.objectives) if (filled.has(key)) filled.add(parent)
  for (const [kind, list] of [
    ['L’axe', document.axes],
    ['L’objectif', document.objectives],
  ] as const)
    for (const place of list)
      if (!filled.has(place.key) && actions.size > 0)
        yield { code: 'empty-place', at: place.key, message: fr`${kind} ${called(place)} n’a aucune action.` }
}

/** The same code for two axes, two objectives, two actions, two indicators. */
export function* codes({ document, definitions }: Subject): Generator<Raised> {
  const indicators = [...definitions.values()].map(one => ({ ...one, title: one.label }))
  for (const [kind, plural, list] of [
    ['axis', 'axes', document.axes],
    ['objective', 'objectifs', document.objectives],
    ['action', 'actions', document.actions],
    ['indicator', 'indicateurs', indicators],
  ] as const) {
    const same = new Map<string, { key: string; code: string; title: string; action?: string | null }[]>()
    for (const part of list) {
      const code = fold(part.code)
      if (code !== '') same.set(code, [...(same.get(code) ?? []), part])
    }
    for (const parts of same.values()) {
      const last = parts.at(-1)
      if (parts.length < 2 || last === undefined) continue
      yield {
        code: 'duplicate-code',
        at: last.key,
        action: kind === 'action' ? last.key : (last.action ?? null),
        indicator: kind === 'indicator' ? last.key : null,
        message: fr`Le code ${last.code} est celui de ${count(parts.length, plural, plural)}.`,
        rows: parts.map(({ code, title }) => ({ label: code, text: title })),
      }
    }
  }
}
