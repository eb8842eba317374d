import { LIST, type PartKind, type SchemeDocument } from '../document/document.ts'
import type { AnyPart } from './compare.ts'

/** A part of a text, and what is under it in its order. */
export interface Node {
  kind: PartKind
  part: AnyPart
  under: readonly Node[]
}

/** A text as it is read: its axes, and what the scheme itself holds. */
export function treeOf(document: SchemeDocument): Node[] {
  const nodes = new Map<string, Node & { under: Node[] }>()
  const top: Node[] = []
  for (const kind of Object.keys(LIST) as PartKind[])
    for (const part of document[LIST[kind]]) nodes.set(part.key, { kind, part, under: [] })
  for (const node of nodes.values()) {
    const parent = 'parent' in node.part ? node.part.parent : null
    if (parent === null) top.push(node)
    else nodes.get(parent)?.under.push(node)
  }
  return top
}

/** Some actions of a text, from one to another in its order, with what they are under: what holds none of them is left out. */
export function someActions(top: readonly Node[], from: number, to: number): Node[] {
  let seen = 0
  const kept = (node: Node): Node[] => {
    const first = seen
    if (node.kind === 'action') seen++
    const here = first >= from && first < to
    if (node.kind === 'action' || node.kind === 'indicator' || node.kind === 'own') return here ? [node] : []
    const own = node.under.filter(({ kind }) => kind === 'indicator')
    const under = node.under.filter(({ kind }) => kind !== 'indicator').flatMap(kept)
    const empty = seen === first
    return under.length > 0 || (empty && here) ? [{ ...node, under: here ? [...own, ...under] : under }] : []
  }
  return top.flatMap(kept)
}
