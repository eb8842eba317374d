import { count, day, fr } from '#ui'
import { periodWords } from '../figures.ts'
import { nameOfAction } from '../grid/addresses.ts'
import type { Due } from './due.ts'
import type { Expected } from './reading.ts'

/** Where something that is expected is said: just its form. @param base the address of the scheme */
export function formAt(base: string, due: Due): string {
  if (due.kind === 'value') return `${base}/indicateurs/${due.indicator.key}/${due.period}`
  const followUp = `${base}/actions/${due.action.key}/suivi`
  return due.kind === 'status' ? `${followUp}#etat` : `${followUp}?etape=${due.step.key}#etape`
}

/** What is expected, in a line. */
export function dueWords(due: Due): string {
  if (due.kind === 'value') {
    const { title } = due.indicator
    return due.refused
      ? fr`${title}, ${periodWords(due.period)} : refusée, à reprendre`
      : fr`${title}, ${periodWords(due.period)}`
  }
  return due.kind === 'status' ? nameOfAction(due.action) : due.step.title
}

/** Since when, or for when; nothing of a value, whose period says it. */
export function sinceWords(due: Due): string {
  if (due.kind === 'value') return ''
  if (due.kind === 'step') return fr`Échéance : ${day(due.to)}`
  return due.said === null ? 'Aucun état n’a encore été dit' : fr`Dernier état dit le ${day(due.said)}`
}

/** How much is expected, in words: « 3 valeurs à saisir, 1 étape échue »; empty for nothing. */
export function summaryOf(expected: readonly Expected[]): string {
  const dues = expected.flatMap(one => one.dues)
  const of = (kind: Due['kind']) => dues.filter(due => due.kind === kind).length
  const waiting = expected.reduce((sum, one) => sum + one.waiting, 0)
  return [
    [of('value'), 'valeur à saisir', 'valeurs à saisir'] as const,
    [of('status'), 'état à dire', 'états à dire'] as const,
    [of('step'), 'étape échue', 'étapes échues'] as const,
    [waiting, 'valeur à valider', 'valeurs à valider'] as const,
  ]
    .flatMap(([n, one, several]) => (n === 0 ? [] : [count(n, one, several)]))
    .join(', ')
}
