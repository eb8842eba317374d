import { Card, Form, fr } from '#ui'
import { Conflicts } from '../../pages/FormPages.tsx'
import { Coded } from '../../pages/marks.tsx'
import { PartFields } from '../../pages/PartFields.tsx'
import { baseOf, type Framed, SchemePage } from '../../pages/SchemeFrame.tsx'
import type { Conflict } from '../../text/merging.ts'
import { SPECS } from '../../text/specs.ts'

/** What a buyer says of its own, of a common indicator. */
export const MARKS = SPECS.indicator.filter(({ name }) => name === 'baseline' || name === 'targets')

/** What the actor's organisation starts from and aims at, of a common indicator of a joint scheme. */
export const MarksPage = (
  props: Framed & {
    indicator: { key: string; code: string; label: string }
    content: Readonly<Record<string, unknown>>
    marks: Readonly<Record<string, string>>
    conflicts?: readonly Conflict[]
  },
) => {
  const { actor, scheme, indicator } = props
  const base = baseOf(actor, scheme)
  return (
    <SchemePage
      {...props}
      title="Dire nos repères"
      lede={<Coded code={indicator.code}>{indicator.label}</Coded>}
      crumbs={[
        { label: 'Indicateurs', href: `${base}/indicateurs` },
        { label: indicator.label, href: `${base}/indicateurs/${indicator.key}` },
      ]}
    >
      <Conflicts conflicts={props.conflicts ?? []} />
      <Card>
        <p>
          {fr`D’où l’on part et où l’on va, pour cet acheteur : ${actor.membership.organisation.name}. Ce qui n’est pas dit ici reste ce que l’indicateur dit pour tous.`}
        </p>
        <Form wide action={`${base}/parties/${indicator.key}/reperes`} submit="Enregistrer nos repères">
          <PartFields specs={MARKS} content={props.content} marks={props.marks} />
        </Form>
      </Card>
    </SchemePage>
  )
}
