import type { ChosenContract } from '#features/contracts'
import { baseOf, type Framed, SchemePage } from '#features/scheme'
import { Alert, Button, ButtonLink, Card, type Column, count, fr, Table } from '#ui'
import type { Choice } from '../bilan/choosing.ts'
import { titled } from '../bilan/composing/contracts.ts'
import { lostIn } from '../bilan/contracts.ts'
import { titleOf } from '../bilan/facts.ts'
import { MOST_CONTRACTS, SECTIONS } from '../bilan/sections.ts'
import { ContractSearch, contractColumns } from './ContractSearch.tsx'

/** How many contracts are gone, in a sentence. */
export const lostWords = (lost: readonly string[]) =>
  fr`${count(lost.length, 'marché retenu n’est plus', 'marchés retenus ne sont plus')} dans le registre`

/** The contracts that a bilan tells, in their order, and the search for others of its year. */
export const ChoicePage = (props: Framed & { choice: Choice }) => {
  const { actor, scheme, choice } = props
  const { year, contracts, kept } = choice
  const base = `${baseOf(actor, scheme)}/bilans`
  const bilan = `${base}/${year}`
  const lost = lostIn(kept.plan, choice)
  return (
    <SchemePage
      {...props}
      title={SECTIONS.marches.title}
      crumbs={[
        { label: 'Bilans', href: base },
        { label: titleOf({ year, scheme }), href: bilan },
      ]}
      lede={fr`Le bilan donne l’objet, le montant et les considérations de chaque marché retenu, tels que le registre les connaît ; vous y ajoutez vos mots. Il ne nomme pas les titulaires, car ce qui est publié ne s’efface plus : sa fiche, dans le registre, le fait.`}
      actions={<ButtonLink href={bilan}>Revenir à la préparation</ButtonLink>}
    >
      {lost.length > 0 && (
        <Alert state="warn" title={lostWords(lost)}>
          <p>
            {fr`Le fichier qui le disait a été annulé, ou dit autre chose depuis. Le bilan le laisse de côté : cherchez-le ci-dessous sous sa nouvelle forme, ou retirez-le.`}
          </p>
          <form action={`${bilan}/marches`} method="post" class="row">
            {lost.map((identity, at) => (
              <Button look="secondary" small name="retirer" value={identity}>
                {fr`Retirer le marché disparu${lost.length > 1 ? ` (${at + 1})` : ''}`}
              </Button>
            ))}
          </form>
        </Alert>
      )}
      <Card
        id="retenus"
        title="Marchés retenus"
        aside={fr`${kept.plan.contracts.length} sur ${MOST_CONTRACTS} au plus`}
        flush={contracts.length > 0}
      >
        {contracts.length === 0 ? (
          <p class="muted">{fr`Aucun pour l’instant : cherchez-en ci-dessous, puis retenez-les.`}</p>
        ) : (
          <Chosen of={choice} here={bilan} />
        )}
      </Card>
      <ContractSearch of={choice} here={bilan} />
    </SchemePage>
  )
}

const Chosen = ({ of: { contracts, buyers, kept }, here }: { of: Choice; here: string }) => {
  const columns: Column<ChosenContract>[] = [
    ...contractColumns<ChosenContract>(buyers.length > 1, one => {
      const part = `marche:${one.identity}`
      const written = (kept.written.get(part)?.words ?? '') !== ''
      return (
        <>
          <small>
            <bdi>{one.holders.join(', ')}</bdi>
          </small>
          <a class="small" href={`${here}/parties/${part}`}>
            {written ? 'Relire vos mots' : 'Écrire vos mots'}
            <span class="sr-only"> : {titled(one)}</span>
          </a>
        </>
      )
    }),
    { head: 'Changer', cell: one => <Moves of={one} all={contracts} /> },
  ]
  return (
    <form action={`${here}/marches`} method="post">
      <Table
        id="marches-retenus"
        caption="Marchés retenus, dans leur ordre"
        hideCaption
        stack
        rows={contracts}
        columns={columns}
      />
    </form>
  )
}

const Moves = ({ of, all }: { of: ChosenContract; all: readonly ChosenContract[] }) => {
  const { identity } = of
  const name = <span class="sr-only">{` : ${titled(of)}`}</span>
  return (
    <span class="row">
      {of !== all[0] && (
        <Button look="secondary" small icon="up" id={`monter-${identity}`} name="monter" value={identity}>
          <span>Monter{name}</span>
        </Button>
      )}
      {of !== all.at(-1) && (
        <Button look="secondary" small icon="down" id={`descendre-${identity}`} name="descendre" value={identity}>
          <span>Descendre{name}</span>
        </Button>
      )}
      <Button look="secondary" small name="retirer" value={identity}>
        <span>Retirer{name}</span>
      </Button>
    </span>
  )
}
