import type { Cents, Refusal } from '#kernel'
import { Alert, ButtonLink, Card, Checks, Form, fr, Input, Page, PageHead, RefusalAlert, TextArea, typo } from '#ui'
import type { ContractVersion } from '../../register/contract.ts'
import { contractHref } from '../../register/filter.ts'
import { type Correction, type Field, officialOf, readPillar, standingOf } from '../corrections.ts'
import type { Standings } from '../reading.ts'
import type { Given } from '../rules.ts'
import { FIELD_WORDS, STANDING_WORDS, valueWords } from '../words.ts'
import { baseOf, contractIn, type Framed } from './CorrectionsPage.tsx'
import { BothValues, ContractName, On, Reason } from './Values.tsx'

/** What was typed, when it was refused. */
export interface Sent extends Given {
  reason: string
}

interface Props extends Framed {
  contract: ContractVersion
  field: Field
  /** The one in force. */
  former: Correction | undefined
  refusal?: Refusal | undefined
  sent?: Sent | undefined
}

const ABOUT_REASON = ['reason-length']
const ABOUT_VALUE = /^(value-|yes-|none-|kind-|amount-)/

/** The form that corrects one field of one contract. */
export const CorrectionFormPage = (props: Props) => {
  const { actor, contract, field, former, refusal, sent } = props
  const { label } = FIELD_WORDS[field]
  const official = officialOf(contract, field)
  const review = former && standingOf(former, official) === 'review'
  const elsewhere = refusal && !ABOUT_REASON.includes(refusal.code) && !ABOUT_VALUE.test(refusal.code)
  return (
    <Page
      space={props.space}
      title={`Corriger : ${label.toLowerCase()}`}
      demo={props.demo}
      width="text"
      crumbs={[
        { label: 'Corrections', href: baseOf(actor) },
        { label: 'Marché', href: contractIn(actor, contract.identity) },
      ]}
      crumb="Corriger"
    >
      <PageHead
        title={fr`Corriger : ${label.toLowerCase()}`}
        lede={
          <a href={contractHref(contract.identity)}>
            <bdi>{contract.subject?.slice(0, 200) ?? 'Objet non renseigné'}</bdi>
          </a>
        }
      />
      {refusal && (
        <RefusalAlert
          title={elsewhere ? 'Rien n’a été enregistré' : 'Rien n’a été enregistré : un champ est à revoir'}
          message={refusal.message}
        />
      )}
      {review && (
        <Alert state="warn" title="À revoir">
          <p>
            {typo(
              `La donnée officielle disait « ${valueWords(field, former.official)} » quand cette correction a été faite ; elle dit maintenant « ${valueWords(field, official)} ». Confirmez la correction, changez-la, ou retirez-la.`,
            )}
          </p>
        </Alert>
      )}
      <Card>
        <p>
          {fr`Donnée officielle : `}
          <b>{valueWords(field, official)}</b>
          {former && (
            <>
              <br />
              {fr`Correction en vigueur : `}
              <b>{valueWords(field, former.corrected)}</b>, du <On at={former.madeAt} />.
            </>
          )}
        </p>
        <Form
          action={`${contractIn(actor, contract.identity)}/${FIELD_WORDS[field].path}`}
          submit={review ? 'Enregistrer la correction' : former ? 'Changer la correction' : 'Corriger'}
        >
          <input type="hidden" name="officielle" value={official} />
          <input type="hidden" name="connue" value={former?.id ?? ''} />
          <ValueFields {...props} />
          <TextArea
            name="motif"
            label="Pourquoi, et d’où vous le tenez"
            hint={fr`Tout le monde le lira. Par exemple : « La clause est à l’article 7 du CCAP. »`}
            value={sent?.reason}
            error={refusal && ABOUT_REASON.includes(refusal.code) && typo(refusal.message)}
          />
        </Form>
        <p class="small muted">
          {fr`La correction sera publique, datée et au nom de l’organisation. Votre nom n’y figurera pas ; vos collègues le verront.`}
        </p>
      </Card>
      <div class="actions">
        <ButtonLink href={contractIn(actor, contract.identity)}>Revenir sans corriger</ButtonLink>
        {former && <ButtonLink href={`${baseOf(actor)}/${former.id}/retrait`}>Retirer la correction</ButtonLink>}
      </div>
    </Page>
  )
}

const inEuros = (cents: string) => (Number(cents as unknown as Cents) / 100).toFixed(2).replace('.', ',')

const ValueFields = ({ field, former, refusal, sent }: Props) => {
  const error = refusal && ABOUT_VALUE.test(refusal.code) && typo(refusal.message)
  if (field === 'amount')
    return (
      <Input
        name="montant"
        label="Montant initial hors taxes, en euros"
        hint={fr`Celui de la notification, avant toute modification. Par exemple : 46 748,50`}
        inputmode="decimal"
        value={sent?.amount ?? (former && inEuros(former.corrected))}
        error={error}
      />
    )
  const known = former && readPillar(former.corrected)
  const aboutKinds = refusal && ['yes-without-kind', 'none-with-kind', 'kind-elsewhere'].includes(refusal.code)
  const word = field === 'social' ? 'sociale' : 'environnementale'
  return (
    <>
      <Checks
        name="etat"
        legend={fr`Ce marché a-t-il une considération ${word} ?`}
        radio
        options={[
          { value: 'yes', label: 'Oui' },
          { value: 'none', label: 'Aucune', hint: fr`« Pas de considération ${word} »` },
        ]}
        checked={[sent?.state ?? known?.state ?? '']}
        error={!aboutKinds && error}
      />
      <Checks
        name="nature"
        legend={fr`Si oui, comment ?`}
        options={[
          { value: 'clause', label: 'Clause', hint: 'Une condition d’exécution du marché' },
          { value: 'criterion', label: 'Critère', hint: 'Un critère d’attribution' },
          ...(field === 'social'
            ? [{ value: 'reserved', label: 'Marché réservé', hint: 'À l’insertion, au handicap, à l’économie sociale' }]
            : []),
        ]}
        checked={sent?.kinds ?? known?.kinds ?? []}
        error={aboutKinds && error}
      />
    </>
  )
}

/** What withdrawing a correction means, and why. */
export const WithdrawCorrectionPage = (
  props: Framed & { correction: Standings; refusal?: Refusal | undefined; reason?: string | undefined },
) => {
  const { actor, correction, refusal, reason } = props
  const { field, official, now, corrected, standing } = correction
  const aboutReason = refusal?.code === 'reason-length'
  return (
    <Page
      space={props.space}
      title="Retirer une correction"
      demo={props.demo}
      width="text"
      crumbs={[{ label: 'Corrections', href: baseOf(actor) }]}
      crumb="Retirer"
    >
      <PageHead title="Retirer une correction" lede={FIELD_WORDS[field].label} />
      {refusal && !aboutReason && <RefusalAlert title="Rien n’a changé" message={refusal.message} />}
      <Card>
        <p>
          <ContractName of={correction} />
        </p>
        <p>
          <BothValues field={field} official={now ?? official} corrected={corrected} />
        </p>
        <p class="small">
          <Reason>{correction.reason}</Reason> {standing !== 'counted' && STANDING_WORDS[standing].means}
        </p>
        <p>
          {fr`La donnée officielle comptera seule. La correction restera dans l’historique, avec le motif de son retrait.`}
        </p>
        <Form action={`${baseOf(actor)}/${correction.id}/retrait`} submit="Retirer la correction">
          <TextArea
            name="motif"
            label="Pourquoi elle est retirée"
            hint="Tout le monde le lira."
            value={reason}
            error={aboutReason && typo(refusal.message)}
          />
        </Form>
      </Card>
      <div class="actions">
        <ButtonLink href={baseOf(actor)}>Revenir sans retirer</ButtonLink>
      </div>
    </Page>
  )
}
