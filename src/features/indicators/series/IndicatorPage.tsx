import {
  BuyerTabs,
  baseOf,
  type Framed,
  mayAdd,
  mayWrite,
  SchemePage,
  SheetLinks,
  type Talked,
  type View,
} from '#features/scheme'
import { ButtonLink, Card, Status, Tag } from '#ui'
import { IndicatorCharts } from '../charts/IndicatorCharts.tsx'
import type { Explained } from '../computing/explaining.ts'
import { gridAt, nameOfAction } from '../grid/addresses.ts'
import { STANDING_LABELS } from '../standing-words.ts'
import type { ToldAct } from '../values/reading.ts'
import { type BuyerTold, ByBuyer } from './ByBuyer.tsx'
import { Definition } from './Definition.tsx'
import { History } from './History.tsx'
import type { Proofs } from './proofs.tsx'
import type { Told } from './reading.ts'
import type { Figure } from './series.ts'
import { Tiles } from './Tiles.tsx'
import { ValuesTable } from './ValuesTable.tsx'
import { DIRECTION_WORDS, KIND_WORDS, STANDING_LOOKS } from './words.ts'

export interface IndicatorProps extends Framed, Talked {
  told: Told
  view: View
  /** What each buyer says, where all of them are told together. */
  lines: readonly BuyerTold[]
  acts: ReadonlyMap<string, ToldAct>
  history: Parameters<typeof History>[0]['revisions']
  /** The figure that is explained: of the period that was asked for, or the last one. */
  shown: Figure | undefined
  /** How it was computed, where it was. */
  explained: Explained | null
  proofs: Proofs
  /** Whether whoever looks may enter its values. */
  enters: boolean
  /** Whether they may say what their own organisation starts from and aims at. */
  marks: boolean
}

/** One indicator: where it starts, where it goes, where it is, how it is counted, and who said so. */
export const IndicatorPage = (props: IndicatorProps) => {
  const { actor, scheme, told, view } = props
  const buyer = view.chosen?.siren ?? null
  const { siren } = actor.membership.organisation
  const { definition, figures } = told
  const { above } = definition
  const base = baseOf(actor, scheme)
  const here = `${base}/indicateurs/${definition.key}`
  const at = (query: Record<string, string>) => `${here}?${new URLSearchParams(query)}`
  const last = figures.at(-1)
  const query = `?acheteur=${buyer ?? 'tous'}`
  const grid = gridAt(base, { action: definition.action, only: null, year: null, page: 1 })
  return (
    <SchemePage
      {...props}
      title={definition.label}
      crumbs={[{ label: 'Indicateurs', href: `${base}/indicateurs` }]}
      chips={
        <>
          <Status state={STANDING_LOOKS[told.standing.standing]}>{STANDING_LABELS[told.standing.standing]}</Status>
          <Tag>{KIND_WORDS[definition.kind]}</Tag>
          {definition.code !== '' && <Tag>{definition.code}</Tag>}
        </>
      }
      lede={
        <>
          {above?.kind === 'action' && (
            <>
              Action <a href={`${base}/actions/${above.key}`}>{nameOfAction(above)}</a>.{' '}
            </>
          )}
          {DIRECTION_WORDS[definition.direction]}
        </>
      }
      actions={
        <>
          <SheetLinks at={`${here}/fiche`} of="de l’indicateur" query={query} />
          <ButtonLink icon="download" href={`${here}/valeurs.csv${query}`} download>
            Télécharger les données
          </ButtonLink>
          {(definition.buyer === null
            ? mayWrite(actor, scheme)
            : mayAdd(actor, scheme) && definition.buyer === siren) && (
            <ButtonLink href={`${base}/parties/${definition.key}`}>Modifier l’indicateur</ButtonLink>
          )}
          {props.marks && <ButtonLink href={`${base}/parties/${definition.key}/reperes`}>Dire nos repères</ButtonLink>}
          {props.enters && definition.source.kind === 'entered' && (
            <ButtonLink look="primary" href={grid}>
              Saisir une valeur
            </ButtonLink>
          )}
        </>
      }
    >
      <BuyerTabs view={view} at={at} />
      <Tiles told={told} last={last} />
      <Card>
        <IndicatorCharts told={told} here={here} query={query} />
      </Card>
      {props.lines.length > 0 && <ByBuyer lines={props.lines} at={at} />}
      <Card id="valeurs" title="Valeurs" flush>
        <ValuesTable
          told={told}
          buyers={view.buyers}
          acts={props.acts}
          proofs={props.proofs}
          base={here}
          enters={props.enters}
        />
      </Card>
      <Definition told={told} shown={props.shown} explained={props.explained} base={`${base}/indicateurs`} />
      <History revisions={props.history} definition={definition} buyers={view.buyers} />
      {props.talk}
    </SchemePage>
  )
}
