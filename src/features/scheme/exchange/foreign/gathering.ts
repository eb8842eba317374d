import { fold } from '#kernel'
import type { Problem } from '../../document/check.ts'
import type { SchemeDocument } from '../../document/document.ts'
import { newKey } from '../../text/keys.ts'
import { type Coded, coded } from './wording.ts'

type Place = { key: string; parent?: string; code: string; title: string; text: string }
/** An action while its rows are read. */
export interface Gathered {
  key: string
  parent: string
  code: string
  title: string
  texts: Record<'aim' | 'description' | 'remark', string>
  lists: Record<ListField, string[]>
  calendar: { key: string; title: string; from: string | null; to: string | null }[]
}
export const LISTS = ['pilots', 'impacted', 'partners', 'evaluation', 'projects', 'plans', 'families', 'themes', 'legal'] as const // biome-ignore format: a list
export type ListField = (typeof LISTS)[number]
export type GatheredIndicator = Record<string, unknown> & {
  key: string
  parent: string | null
  label: string
  targets: unknown[] | { none: string } | null
  legal: unknown[]
  remark: string
}

/** Gives each part of a scheme that is being understood its key and its place, and says what had to be cut. */
export class Gathering {
  readonly axes: Place[] = []
  readonly objectives: Place[] = []
  readonly actions: Gathered[] = []
  readonly indicators: GatheredIndicator[] = []
  readonly values: Record<string, unknown>[] = []
  /** What was left out, and where it was. */
  readonly problems: Problem[] = []
  /** What was decided for want of being said. */
  readonly assumed: Problem[] = []
  private readonly keys = new Set<string>()
  private readonly known = new Map<string, string>()
  private readonly byCode = new Map<string, Gathered>()
  private readonly byTitle = new Map<string, Gathered[]>()

  key(title: string): string {
    const key = newKey(title, this.keys)
    this.keys.add(key)
    return key
  }

  /** A text that its field holds; what is more is cut, and said. */
  held(text: string, most: number, at: string): string {
    if (text.length <= most) return text
    this.problems.push({ at, message: `Ce texte dépasse ${most} signes : la fin n’est pas reprise.` })
    return text.slice(0, most).replace(/[\ud800-\udbff]$/, '')
  }

  /** The axis or the objective of a cell, found by its code or its title, or made. */
  place(kind: 'axes' | 'objectives', text: string, at: string, parent?: string): string {
    const { code, title } = coded(text)
    const under = `${kind} ${parent ?? ''}`
    const names = [`${under} ${fold(text)}`, `${under} ${fold(title)}`, ...(code ? [`${under} ${fold(code)}`] : [])]
    const found = names.map(name => this.known.get(name)).find(key => key !== undefined)
    const key = found ?? this.key(title)
    for (const name of names) if (!this.known.has(name)) this.known.set(name, key)
    if (found !== undefined) {
      // « Axe 1 », then « Axe 1 : Écologie »: the longer is its title.
      const place = this[kind].find(one => one.key === found)
      if (place && fold(place.title) === fold(`axe ${code}`) && title.length > place.title.length) place.title = title
      return found
    }
    this[kind].push({ key, ...(parent ? { parent } : {}), code, title: this.held(title, 300, at), text: '' })
    return key
  }

  /** The action of a title and a code, where rows named it already. */
  actionNamed({ code, title }: Pick<Coded, 'code' | 'title'>): Gathered | undefined {
    if (title === '') return code === '' ? undefined : this.byCode.get(fold(code))
    return this.byTitle.get(fold(title))?.find(one => code === '' || one.code === '' || one.code === code)
  }

  action(parent: string, { code, title }: Pick<Coded, 'code' | 'title'>, at: string): Gathered {
    const action: Gathered = {
      key: this.key(title),
      parent,
      code: this.held(code, 20, at),
      title: this.held(title, 300, at),
      texts: { aim: '', description: '', remark: '' },
      lists: { pilots: [], impacted: [], partners: [], evaluation: [], projects: [], plans: [], families: [], themes: [], legal: [] }, // biome-ignore format: empty lists
      calendar: [],
    }
    this.actions.push(action)
    if (code !== '') this.byCode.set(fold(code), action)
    this.byTitle.set(fold(title), [...(this.byTitle.get(fold(title)) ?? []), action])
    return action
  }

  /** Everything as a document that is yet to be read. */
  document(cover: Record<string, unknown>): Record<string, unknown> {
    const unique = (list: string[], at: string) =>
      [...new Set(list.map(item => this.held(item, 500, at)))].slice(0, 100)
    return {
      ...cover,
      axes: this.axes,
      objectives: this.objectives,
      actions: this.actions.map(({ texts, lists, ...action }) => ({
        ...action,
        aim: this.held(texts.aim, 5000, action.title),
        description: this.held(texts.description, 20_000, action.title),
        remark: this.held(texts.remark, 5000, action.title),
        ...Object.fromEntries(LISTS.map(name => [name, unique(lists[name], action.title)])),
        calendar: action.calendar.slice(0, 100),
      })),
      indicators: this.indicators,
      values: this.values,
    } satisfies Partial<Record<keyof SchemeDocument, unknown>>
  }
}
