import { addressOf } from '#features/publications'
import { baseOf, type Framed, SchemePage } from '#features/scheme'
import { Alert, Button, ButtonLink, Card, fr, Status, Table, Tag, typo } from '#ui'
import { lostIn } from '../bilan/contracts.ts'
import { titleOf } from '../bilan/facts.ts'
import type { Draft } from '../bilan/publishing.ts'
import { ordered, SECTIONS, type SectionKey } from '../bilan/sections.ts'
import { FORMATS, type FormatName } from '../formats.ts'
import { BilanForms } from './BilanForms.tsx'
import { lostWords } from './ChoicePage.tsx'

/** What each section computes by itself, said to whoever writes beside it. */
const COMPUTED: Record<SectionKey, string> = {
  essentiel: 'Les chiffres clés, contre leur T0, l’année d’avant et leur cible.',
  presentation: 'Le résumé du schéma, tant que vous n’écrivez rien.',
  avancement: 'Le nombre d’actions par statut et par axe.',
  axes: 'Chaque action, ses étapes, ses indicateurs et leurs graphiques.',
  marches: 'Les taux de l’année, puis les marchés que vous retenez, avec vos mots.',
  difficultes: 'Les actions et les étapes en retard, les cibles loin, les valeurs qui manquent.',
  programme: 'Les étapes et les cibles de l’année suivante.',
  methode: 'Ce qui compte, d’où vient chaque indicateur, comment il se calcule.',
  annexes: 'Tous les indicateurs, année par année.',
}

/** The bilan of a year, for who prepares it: its sections, its files, and the way to publishing it. */
export const BilanPage = (
  props: Framed & { draft: Draft; writes: boolean; publishes: boolean /** In its lists. */; sought?: string },
) => {
  const { actor, scheme, draft, writes } = props
  const { bilan, kept, standing } = draft
  const { facts, plan } = bilan
  const base = `${baseOf(actor, scheme)}/bilans`
  const here = `${base}/${facts.year}`
  const title = titleOf(facts)
  const rows = ordered(plan)
  const lost = lostIn(plan, facts)
  return (
    <SchemePage
      {...props}
      title={title}
      crumbs={[{ label: 'Bilans', href: base }]}
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
          {props.publishes && (
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
            {props.publishes && (
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
                    {writes ? <a href={`${here}/parties/${key}`}>{SECTIONS[key]}</a> : <span>{SECTIONS[key]}</span>}
                    <small>
                      {typo(COMPUTED[key])}
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
                      cell: (key: SectionKey) => <Moves of={key} {...{ rows }} hidden={plan.hidden.includes(key)} />,
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
          {writes && (
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
      {writes && <BilanForms {...{ facts, plan, here }} sought={props.sought ?? ''} />}
    </SchemePage>
  )
}

const Moves = ({ of, rows, hidden }: { of: SectionKey; rows: readonly SectionKey[]; hidden: boolean }) => {
  const name = <span class="sr-only">{` « ${SECTIONS[of]} »`}</span>
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
