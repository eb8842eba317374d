import { addressOf } from '#features/publications'
import { type Framed, SchemePage } from '#features/scheme'
import { Alert, Button, ButtonLink, Card, fr, Status, Table, Tag, typo } from '#ui'
import { lostIn } from '../bilan/contracts.ts'
import type { Draft } from '../bilan/publishing.ts'
import { ordered, type Sections } from '../bilan/sections.ts'
import { FORMATS, type FormatName } from '../formats.ts'
import { BilanForms } from './BilanForms.tsx'
import { lostWords } from './ChoicePage.tsx'
import { ValidationCard } from './ValidationCard.tsx'
import { whereOf } from './where.ts'

/** A report of a year, for who prepares it: its sections, its files, and the way to publishing it. */
export const BilanPage = (
  props: Framed & { draft: Draft; writes: boolean; publishes: boolean /** In its lists. */; sought?: string },
) => {
  const { actor, draft, writes } = props
  const { bilan, kept, standing, validation } = draft
  const { facts, plan, composition } = bilan
  const { sections } = composition
  const { base, here, title, crumbs } = whereOf(actor, draft)
  const yearly = composition.name === 'bilan'
  const publishes = props.publishes && validation?.published !== false
  const rows = ordered(plan, sections)
  const lost = lostIn(plan, facts)
  return (
    <SchemePage
      {...props}
      title={title}
      crumbs={crumbs}
      lede={fr`Tout ce qui suit se met à jour avec vos données jusqu’à la publication, qui le fige.`}
      chips={
        standing ? (
          <Status state="ok">Publié : n° {standing.number}</Status>
        ) : (
          <Status state="info">En préparation</Status>
        )
      }
      actions={
        <>
          <ButtonLink href={`${here}/apercu`}>Relire le bilan</ButtonLink>
          {publishes && (
            <ButtonLink href={`${here}/publication`} look="primary">
              {standing ? 'Corriger ce qui est publié' : 'Publier le bilan'}
            </ButtonLink>
          )}
        </>
      }
    >
      {standing && (
        <Alert state="info">
          <p>
            {fr`Ce bilan est publié sous le `}
            <a href={addressOf(standing)}>n° {standing.number}</a>
            {fr`. Ce que vous changez ici n’y paraît pas : publiez une correction`}
            {publishes && (
              <>
                {fr`, ou retirez-le depuis `}
                <a href={`/organisations/${actor.membership.organisation.siren}/publications`}>vos publications</a>
              </>
            )}
            .
          </p>
        </Alert>
      )}
      {writes && lost.length > 0 && (
        <Alert state="warn">
          <p>
            {lostWords(lost)}
            {fr`, et le bilan n’en dit rien. `}
            <a href={`${here}/marches`}>Revoir les marchés retenus</a>
          </p>
        </Alert>
      )}
      {validation && <ValidationCard {...{ actor, draft, validation, base, here, writes }} />}
      <Card id="parties" title="Les parties" flush>
        <form action={`${here}/parties`} method="post">
          <Table
            id="parties-du-bilan"
            caption="Parties du bilan, dans leur ordre"
            hideCaption
            stack
            rows={rows}
            columns={[
              {
                head: 'Partie',
                cell: key => (
                  <>
                    {writes ? (
                      <a href={`${here}/parties/${key}`}>{sections[key]?.title}</a>
                    ) : (
                      <span>{sections[key]?.title}</span>
                    )}
                    <small>
                      {typo(sections[key]?.computed ?? '')}
                      {key === 'marches' && writes && (
                        <>
                          {' '}
                          <a href={`${here}/marches`}>Choisir les marchés</a>
                        </>
                      )}
                    </small>
                  </>
                ),
              },
              {
                head: 'État',
                cell: key => (
                  <span class="row">
                    {plan.hidden.includes(key) ? (
                      <Status state="none">Masquée</Status>
                    ) : (
                      <Status state="ok">Montrée</Status>
                    )}
                    {(kept.written.get(key)?.words ?? '') !== '' && <Tag>Texte écrit</Tag>}
                  </span>
                ),
              },
              ...(writes
                ? [
                    {
                      head: 'Changer',
                      cell: (key: string) => (
                        <Moves of={key} {...{ rows, sections }} hidden={plan.hidden.includes(key)} />
                      ),
                    },
                  ]
                : []),
            ]}
          />
        </form>
      </Card>

      <Card id="fichiers" title="Les mêmes mots et les mêmes chiffres">
        <p class="small muted">{typo('Tels qu’ils sont maintenant, avant publication.')}</p>
        <ul class="stack stack--tight">
          {(Object.keys(FORMATS) as FormatName[]).map(name => (
            <li>
              <a href={`${here}/fichiers/${name}`} download>
                {FORMATS[name].label}
              </a>
            </li>
          ))}
          {writes && yearly && (
            <li>
              <a href={`${here}/deliberation.zip`} download>
                Dossier de délibération (ZIP)
              </a>
              <p class="small muted">
                {fr`Le bilan, ses annexes, un projet de délibération à faire vérifier, les versions du schéma, une présentation.`}
              </p>
            </li>
          )}
        </ul>
      </Card>
      {writes && yearly && <BilanForms {...{ facts, plan, here }} sought={props.sought ?? ''} />}
    </SchemePage>
  )
}

const Moves = (props: { of: string; rows: readonly string[]; sections: Sections; hidden: boolean }) => {
  const { of, rows, sections, hidden } = props
  const name = <span class="sr-only">{` « ${sections[of]?.title} »`}</span>
  return (
    <span class="row">
      {of !== rows[0] && (
        <Button look="secondary" small icon="up" id={`monter-${of}`} name="monter" value={of}>
          <span>Monter{name}</span>
        </Button>
      )}
      {of !== rows.at(-1) && (
        <Button look="secondary" small icon="down" id={`descendre-${of}`} name="descendre" value={of}>
          <span>Descendre{name}</span>
        </Button>
      )}
      <Button look="secondary" small id={`masquer-${of}`} name="masquer" value={of}>
        <span>
          {hidden ? 'Montrer' : 'Masquer'}
          {name}
        </span>
      </Button>
    </span>
  )
}
