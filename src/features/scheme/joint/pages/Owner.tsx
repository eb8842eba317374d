import { fr, Tag } from '#ui'
import type { Scheme } from '../../scheme.ts'
import type { View } from '../viewing.tsx'

/** Whose own an action is, in a joint scheme. */
export const Owner = ({
  buyer,
  scheme,
  view,
}: {
  buyer: string | null
  scheme: Pick<Scheme, 'buyers'>
  view: View
}) => {
  if (buyer === null || view.buyers.length < 2) return null
  const name = scheme.buyers.find(({ siren }) => siren === buyer)?.name ?? buyer
  return <Tag>{view.chosen === null ? fr`Action propre : ${name}` : 'Action propre'}</Tag>
}
