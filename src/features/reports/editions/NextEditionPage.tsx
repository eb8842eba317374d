import { baseOf, type CoverSent, type Framed, OpeningFields, SchemePage } from '#features/scheme'
import { Alert, Card, Checks, count, Day, Form, fr, Section, typo } from '#ui'
import { coded } from '../bilan/composing/pieces.ts'
import { editionName } from './editions.ts'
import type { Preparing } from './preparing.ts'
import { renewedPath } from './site.ts'
import { advisedWords } from './words.ts'

/** Opening the next edition: what it is, what it takes over, what evaluations recommend of it. */
export const NextEditionPage = (
  props: Framed & {
    preparing: Preparing
    sent: CoverSent
    /** Keys of the actions that are not taken over. */
    without: readonly string[]
    fromValues: boolean
  },
) => {
  const { actor, scheme, preparing, sent, without, fromValues } = props
  const { document, advised, next } = preparing
  const gone = document.actions.filter(({ left }) => left !== null)
  const on = document.actions.filter(({ left }) => left === null)
  const said = (wanted: readonly string[]) =>
    on.flatMap(one => {
      const known = advised.get(one.key)
      return known && wanted.includes(known.recommendation) ? [{ one, known }] : []
    })
  const leaving = said(['leave'])
  const changing = said(['amend', 'reinforce'])
  const here = renewedPath(actor, scheme)
  return (
    <SchemePage
      {...props}
      title="Préparer l’édition suivante"
      crumbs={[{ label: 'Dossier de renouvellement', href: here }]}
      lede={fr`Un brouillon part du texte en vigueur de l’édition ${editionName(document)} : ${count(on.length, 'action')}, sous les mêmes clés, pour que la comparaison les suive.`}
    >
      {next ? (
        <Alert state="info" title="L’édition suivante est déjà ouverte">
          <p>
            <a href={baseOf(actor, next)}>
              <bdi>{next.title}</bdi>
            </a>
            {fr` (${editionName(next)}).`}
          </p>
        </Alert>
      ) : (
        <Card id="suivante" title="La nouvelle édition">
          <p>
            {typo(
              'Ni les valeurs, ni le suivi, ni les dates des étapes, ni les cibles ne sont repris : ils sont ceux de cette édition. Les minima légaux et les acheteurs le sont.',
            )}
          </p>
          <Form wide action={`${here}/suivante`} submit="Ouvrir l’édition suivante">
            <OpeningFields sent={sent} />
            {leaving.length > 0 && (
              <Checks
                name="sans"
                legend="Ne pas reprendre"
                checked={without}
                options={leaving.map(({ one, known }) => ({
                  value: one.key,
                  label: coded(one),
                  hint: fr`Sortie recommandée par l’évaluation de ${known.year}. ${known.advice}`,
                }))}
              />
            )}
            <Checks
              name="reprendre"
              legend="T0"
              checked={fromValues ? ['valeurs'] : []}
              options={[
                {
                  value: 'valeurs',
                  label: 'Partir de la dernière valeur validée de chaque indicateur',
                  hint: 'Chaque T0 dit d’où il vient. Un indicateur sans valeur validée, ou incomplète, reste sans T0.',
                },
              ]}
            />
          </Form>
        </Card>
      )}
      {changing.length > 0 && (
        <Section id="a-reprendre" title="À retravailler dans le brouillon" aside={count(changing.length, 'action')}>
          <ul>
            {changing.map(({ one, known }) => (
              <li>
                <bdi>{coded(one)}</bdi>
                {fr` : ${advisedWords(known)}. ${known.advice}`}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {gone.length > 0 && (
        <Section id="sorties" title="Déjà sorties, donc non reprises" aside={count(gone.length, 'action')}>
          <ul>
            {gone.map(one => (
              <li>
                <bdi>{coded(one)}</bdi>, le <Day date={one.left?.on ?? null} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </SchemePage>
  )
}
