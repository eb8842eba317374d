import { Card, count, Day, Disclosure, fr, typo } from '#ui'
import type { SchemeDocument } from '../../document/document.ts'
import { Coded } from '../../pages/marks.tsx'

/** How many things of each kind are named. */
const NAMED = 200

/** What a document holds, in counts and by its names. */
export const Understood = ({
  document,
  keepsValues,
  siren,
}: {
  document: SchemeDocument
  keepsValues: boolean
  /** Of the organisation that reads it, whose values alone are kept. */
  siren: string
}) => {
  const { axes, objectives, actions, indicators, values } = document
  const others = values.filter(({ buyer }) => buyer !== null && buyer !== siren).length
  const under = (parent: string) => actions.filter(action => action.parent === parent)
  const indicatorsOf = new Map<string | null, number>()
  for (const { parent } of indicators) indicatorsOf.set(parent, (indicatorsOf.get(parent) ?? 0) + 1)
  const listed = (parent: string) => (
    <ul>
      {under(parent).slice(0, NAMED).map(({ key, code, title }) => (
        <li>
          <Coded code={code}>{title}</Coded>
          {indicatorsOf.has(key) && <span class="small muted"> {count(indicatorsOf.get(key) ?? 0, 'indicateur')}</span>}
        </li>
      ))}
    </ul>
  ) // biome-ignore format: a list
  return (
    <Card id="compris" title="Ce qui a été compris">
      <p>
        <b>
          {[
            count(axes.length, 'axe'),
            count(objectives.length, 'objectif'),
            count(actions.length, 'action'),
            count(indicators.length, 'indicateur'),
            count(values.length, 'valeur'),
          ].join(', ')}
          .
        </b>
        {values.length > 0 && !keepsValues && typo(' Les valeurs ne sont pas encore reprises : saisissez-les ensuite.')}
      </p>
      {others > 0 && keepsValues && (
        <p>
          {fr`${count(others, 'valeur', 'valeurs')} d’autres acheteurs ${others === 1 ? 'n’est pas reprise' : 'ne sont pas reprises'} : chacun saisit les siennes, une fois invité à partager le schéma.`}
        </p>
      )}
      {document.adoption && (
        <p>
          Ce texte a été adopté le <Day date={document.adoption.on} />
          {fr` : le schéma sera ouvert tel qu’adopté, donc figé. Une modification le changera.`}
        </p>
      )}
      <Disclosure summary="Axes, objectifs et actions">
        <ul>
          {axes.map(axis => (
            <li>
              <b>
                <Coded code={axis.code === '' ? '' : fr`Axe ${axis.code}.`}>{axis.title}</Coded>
              </b>
              {listed(axis.key)}
              <ul>
                {objectives
                  .filter(({ parent }) => parent === axis.key)
                  .map(({ key, code, title }) => (
                    <li>
                      <Coded code={code}>{title}</Coded>
                      {listed(key)}
                    </li>
                  ))}
              </ul>
            </li>
          ))}
        </ul>
      </Disclosure>
    </Card>
  )
}
