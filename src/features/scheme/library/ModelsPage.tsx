import type { Actor } from '#features/organisations'
import { Alert, Card, Checks, Form, fr, nb, Page, PageHead, type Space, typo } from '#ui'
import { type CoverSent, OpeningFields } from '../pages/FormPages.tsx'
import { schemesOf } from '../pages/SchemeFrame.tsx'
import { type Model, THEMES, type Theme } from './model.ts'

/** What a model is for, what it brings, and whose it was. */
const About = ({ model: { aim, indicators, origin } }: { model: Model }) => {
  const counted = indicators.filter(({ support }) => !support).length
  const buyers = new Set(origin.map(one => one.split('\u00a0:')[0]))
  return (
    <>
      {aim}
      <br />
      {[counted === 1 ? '1 indicateur' : `${counted} indicateurs`, ...buyers].join(' · ')}
    </>
  )
}

const themesOf = (models: readonly Model[]) =>
  (Object.entries(THEMES) as [Theme, string][])
    .map(([theme, label]) => ({ theme, label, within: models.filter(model => model.theme === theme) }))
    .filter(({ within }) => within.length > 0)

/** The model actions by theme, to choose those that a scheme begins with. */
export const ModelsPage = (props: {
  actor: Actor
  space: Space | undefined
  models: readonly Model[]
  sent: CoverSent
  /** The keys of the models that are chosen. */
  chosen: readonly string[]
  refused: string | undefined
}) => {
  const schemes = schemesOf(props.actor)
  const themes = themesOf(props.models)
  return (
    <Page
      title="Partir d’actions modèles"
      space={props.space}
      crumbs={[
        { label: 'Schémas', href: schemes },
        { label: 'Ouvrir un schéma', href: `${schemes}/nouveau` },
      ]}
    >
      <PageHead
        title="Partir d’actions modèles"
        lede={fr`${nb(props.models.length)} actions écrites d’après ce que font de vrais schémas : but, étapes, pilotes possibles, évaluation, indicateurs. Cochez les vôtres ; tout se modifie ensuite.`}
      />
      {props.refused && (
        <Alert state="late" urgent title="Le schéma n’est pas ouvert">
          <p>{typo(props.refused)}</p>
        </Alert>
      )}
      <nav aria-label="Thèmes">
        <p class="small">
          {themes.map(({ theme, label }, rank) => (
            <>
              {rank > 0 && ' · '}
              <a href={`#${theme}`}>{label}</a>
            </>
          ))}
        </p>
      </nav>
      <Form action={`${schemes}/nouveau/modeles`} submit="Ouvrir le schéma avec ces actions" wide>
        {themes.map(({ theme, label, within }) => (
          <Card id={theme} title={label}>
            <Checks
              name="modele"
              wide
              legend={<span class="sr-only">{`Actions du thème « ${label} »`}</span>}
              checked={props.chosen}
              options={within.map(model => ({
                value: model.key,
                label: model.title,
                hint: <About model={model} />,
              }))}
            />
          </Card>
        ))}
        <Card id="presentation" title="Le schéma à ouvrir">
          <OpeningFields sent={props.sent} />
        </Card>
      </Form>
    </Page>
  )
}
