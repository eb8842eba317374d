import { Alert, Card, Disclosure, fr, Section, typo } from '#ui'
import { type Correction, officialOf, standingOf } from '../corrections.ts'
import { FIELD_WORDS, SHOWN, STANDING_WORDS, valueWords } from '../words.ts'
import { BothValues, FieldName, On, Reason, StandingMark } from './Values.tsx'

type Current = Parameters<typeof officialOf>[0]

/** What the organisation says of a contract, beside what the official file says: on the public page of the contract. */
export const ContractCorrections = ({
  corrections,
  current,
}: {
  corrections: readonly Correction[]
  current: Current
}) => {
  if (corrections.length === 0) return null
  const past = corrections.filter(({ ended }) => ended !== null)
  const standing = SHOWN.flatMap(field => corrections.filter(one => one.ended === null && one.field === field))
  return (
    <Section
      id="corrections"
      title="Corrections de l’acheteur"
      aside={fr`à côté de la donnée officielle, jamais à sa place`}
    >
      {standing.length > 0 && (
        <div class="grid">
          {standing.map(one => (
            <StandingCorrection correction={one} current={current} />
          ))}
        </div>
      )}
      {past.length > 0 && (
        <Disclosure summary="Corrections remplacées ou retirées">
          <ul class="stack stack--tight small">
            {past.map(({ field, corrected, madeAt, ended, reason }) => (
              <li>
                {fr`${FIELD_WORDS[field].label} : ${valueWords(field, corrected)}, le `}
                <On at={madeAt} />. <Reason>{reason}</Reason>{' '}
                {ended && (
                  <>
                    {ended.how === 'withdrawn' ? 'Retirée le ' : 'Remplacée le '}
                    <On at={ended.at} />
                    {ended.reason === null ? '.' : fr` : `}
                    {ended.reason !== null && <Reason>{ended.reason}</Reason>}
                  </>
                )}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </Section>
  )
}

const StandingCorrection = ({ correction, current }: { correction: Correction; current: Current }) => {
  const { field, official, corrected, reason, madeAt, name } = correction
  const now = officialOf(current, field)
  const standing = standingOf(correction, now)
  return (
    <Card pillar={FIELD_WORDS[field].pillar}>
      <FieldName field={field} />
      <p>
        <BothValues field={field} official={now} corrected={corrected} />
      </p>
      {standing === 'counted' ? (
        <StandingMark standing={standing} />
      ) : (
        <Alert state={STANDING_WORDS[standing].state} title={STANDING_WORDS[standing].label}>
          <p class="small">
            {STANDING_WORDS[standing].means}
            {standing === 'review' && typo(` Elle disait alors : ${valueWords(field, official)}.`)}
          </p>
        </Alert>
      )}
      <p class="small">
        <Reason>{reason}</Reason>
      </p>
      <p class="small muted">
        <bdi>{name}</bdi>, le <On at={madeAt} />
      </p>
    </Card>
  )
}
