import { Alert, Card, Checks, Form, Input, Select, typo } from '#ui'
import type { Action } from '../../document/document.ts'
import { Coded } from '../../pages/marks.tsx'
import { baseOf, type Framed, SchemePage } from '../../pages/SchemeFrame.tsx'
import type { Branch } from '../../text/outline.ts'
import { SHARED, type Split, usually, WHERE, type Where } from '../splitting.ts'

const WHERE_WORDS: Record<Where, string> = {
  stay: 'reste sur la première fiche',
  go: 'part sur la nouvelle fiche',
  both: 'sur les deux fiches',
}
const isSaid = (value: unknown) => (Array.isArray(value) ? value.length > 0 : value !== '')

/** Cutting an action in two: what goes to the new sheet. */
export const SplitPage = (props: Framed & { action: Action; indicators: readonly Branch[]; sent: Partial<Split> }) => {
  const { actor, scheme, action, indicators, sent } = props
  const base = baseOf(actor, scheme)
  const said = SHARED.filter(({ name }) => isSaid(action[name as keyof Action]))
  return (
    <SchemePage
      {...props}
      title="Scinder l’action en deux"
      lede={<Coded code={action.code}>{action.title}</Coded>}
      crumbs={[{ label: action.title, href: `${base}/actions/${action.key}` }]}
    >
      <Alert state="info">
        <p>
          {typo(
            'La nouvelle fiche vient juste après celle-ci. Les indicateurs qui partent gardent leurs valeurs, et les étapes faites restent faites. Ce qui est arrivé jusqu’ici (états, notes) et les personnes qui pilotent restent à la première fiche.',
          )}
        </p>
      </Alert>
      <Form wide action={`${base}/parties/${action.key}/scission`} submit="Scinder l’action">
        <Card id="nouvelle" title="La nouvelle fiche">
          <Input name="intitule" label="Intitulé" value={sent.title} />
          <Input name="code" label="Code" hint="Facultatif : il se donne aussi plus tard." value={sent.code} />
        </Card>
        {(indicators.length > 0 || action.calendar.length > 0) && (
          <Card id="partent" title="Ce qui part sur la nouvelle fiche">
            {indicators.length > 0 && (
              <Checks
                name="indicateur"
                legend="Indicateurs"
                checked={sent.indicators ?? []}
                options={indicators.map(({ key, code, title }) => ({
                  value: key,
                  label: <Coded code={code}>{title}</Coded>,
                }))}
              />
            )}
            {action.calendar.length > 0 && (
              <Checks
                name="etape"
                legend="Étapes"
                checked={sent.steps ?? []}
                options={action.calendar.map(({ key, title }) => ({ value: key, label: <bdi>{title}</bdi> }))}
              />
            )}
          </Card>
        )}
        {said.length > 0 && (
          <Card id="textes" title="Les textes">
            <div class="grid">
              {said.map(({ name, label, as }) => (
                <Select
                  name={`champ.${name}`}
                  label={label}
                  value={sent.fields?.[name] ?? usually(as)}
                  options={WHERE.map(value => ({ value, label: WHERE_WORDS[value] }))}
                />
              ))}
            </div>
          </Card>
        )}
      </Form>
    </SchemePage>
  )
}
