import { fold } from '#kernel'
import { spanIn } from '../days.ts'

const KIND =
  /^(axe|volet|pilier|chapitre|objectif(?: op[ée]rationnel| strat[ée]gique)?|sous-axe|orientation|enjeu|engagement|ambition|priorit[ée]|fiche[ -]action|fiche|action|indicateur|mesure)\b\s*(?:n\s*[°ºo]\.?\s*)?/i

/** A title with the mark before it: « Axe 1 : Écologie », « 1-1.3 Diminuer le papier », « A. Acheter mieux ». */
export interface Coded {
  code: string
  title: string
  /** The word that says what it is, folded: `axe`, `objectif`… */
  kind: string
}

export function coded(text: string): Coded {
  const whole = text.replace(/\s+/g, ' ').trim()
  const prefix = KIND.exec(whole)
  const rest = prefix ? whole.slice(prefix[0].length) : whole
  const match = /^([A-Z]{0,3}[-.]?\d+(?:[.-]\d+)*[a-z]?|[IVX]{1,5}|[A-Z])(?![\p{L}\d])\s*([:.)–—/-]*)\s*(.*)$/su.exec(
    rest,
  )
  const [, code = '', mark = '', title = ''] = match ?? []
  const sure =
    prefix !== null ||
    mark !== '' ||
    /\d[.-]\d|^[A-Z]+[-.]?\d/.test(code) ||
    (/^\d+$/.test(code) && /^\p{Lu}/u.test(title))
  const kind = fold(prefix?.[1] ?? '').replace(/ .*/, '')
  if (match === null || !sure || code.length > 20 || /^(?:19|20)\d\d$/.test(code)) {
    const bare = rest.replace(/^[:.)–—\s-]+/, '')
    return { code: '', title: prefix && /^\s*[:–—-]/.test(rest) && bare !== '' ? bare : whole, kind }
  }
  return { code, title: title === '' ? whole : title, kind }
}

const BULLET = /^\s*(?:[•●▪■◦‣➢➔→*·-]|–|—|\d{1,2}[.)](?!\d)|[a-z]\))\s+/

/** The items of a cell: lines, bullets, or what semicolons separate. */
export function items(text: string): string[] {
  const lines = text
    .replace(/\s+(?=[•●▪■➢➔]\s)/g, '\n')
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line !== '')
  const apart = lines.length === 1 ? (lines[0] ?? '').split(/\s*;\s*/) : lines
  return apart.map(line => line.replace(BULLET, '').replace(/\s*;$/, '').trim()).filter(line => line !== '')
}

/** A step of a calendar as a cell says it, with the time that it names. */
export interface StepWords {
  title: string
  from: string | null
  to: string | null
}

/** « 2026 : dématérialiser », « Formation des acheteurs (2e trimestre 2027) », « De mars 2026 à juin 2026 ». The words stay as they are. */
export function stepIn(line: string): StepWords {
  const folded = fold(line)
  const [head = '', tail = ''] = [
    /^([^:]{3,40}?)\s*[:–—]\s/.exec(folded)?.[1],
    /(?:\(|,|[:–—-]\s)\s*([^(),:–—]{3,40}?)\)?$/.exec(folded)?.[1],
  ]
  const span = spanIn(folded) ?? spanIn(head) ?? spanIn(tail)
  return { title: line, from: span?.from ?? null, to: span?.to ?? null }
}

/** Whether a cell says that there is nothing to say. */
export const isBlankWord = (text: string) =>
  /^(?:[-–—_./]+|n ?[./]? ?[adcrs]\.?|nc|so|s\.o\.|neant|vide|\?+|x+)$/.test(fold(text))

/** Whether a cell says that there is no figure on purpose, or not yet. */
export const saysNone = (text: string) =>
  /^(?:pas de|aucune?|sans|absence|inconnue?|non (?:mesur|dispon|connu|chiffr|suivi|renseign|defini|determin)|a (?:definir|determiner|mesurer|construire|preciser|etablir|renseigner|completer)|qualitati|nouvel indicateur|indicateur nouveau)/.test(
    fold(text),
  )
