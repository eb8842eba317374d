import { baseOf, type Framed, SchemePage } from '#features/scheme'
import { Card, count, Disclosure, Empty, Facts, fr, Pagination, type State, Status, typo } from '#ui'
import { CHECKS, type CheckCode, CODES } from './catalogue.ts'
import { LEVELS, type Level, type Mend } from './check.ts'
import type { Finding } from './finding.ts'

/** How each level is told: its heading, what it means, how it looks. */
const WORDS: Record<Level, { title: string; why: string; state: State; counted: [one: string, many: string] }> = {
  blocking: {
    title: 'Bloque l’adoption',
    why: 'Le texte ne peut pas être soumis à l’assemblée tant que cela demeure.',
    state: 'late',
    counted: ['point bloquant', 'points bloquants'],
  },
  'to-fix': {
    title: 'À corriger',
    why: 'Rien n’est bloqué, mais quelque chose ne marchera pas ou se contredit.',
    state: 'warn',
    counted: ['point à corriger', 'points à corriger'],
  },
  'to-know': {
    title: 'À savoir',
    why: 'À vous d’en juger.',
    state: 'info',
    counted: ['point à savoir', 'points à savoir'],
  },
}

/** How many findings of a check are listed where all checks are, and on a page of one. */
const FIRST = 5
const PAGE = 50
/** Rows shown of one finding. */
const ROWS = 40

/** Where a finding is put right. */
const MEND: Record<Mend, (base: string, finding: Finding) => string> = {
  text: (base, { at }) => (at === null ? `${base}/presentation` : `${base}/parties/${at}`),
  values: (base, { indicator }) => (indicator === null ? `${base}/saisie` : `${base}/indicateurs/${indicator}`),
  pilots: (base, { action }) => `${base}/actions/${action}/pilotes`,
  cover: base => `${base}/presentation`,
  'add-indicator': (base, { action }) => `${base}/ajout?nature=indicateur&sous=${action}`,
}

/** Where a finding is put right, in a scheme whose pages begin with that address. */
export const mendAt = (base: string, finding: Finding) => MEND[CHECKS[finding.code].mend](base, finding)

/** How many findings there are of each level, in words; empty without any. */
export const tally = (findings: readonly Finding[]) =>
  LEVELS.flatMap(level => {
    const found = findings.filter(one => one.level === level).length
    return found === 0 ? [] : [{ ...WORDS[level], words: count(found, ...WORDS[level].counted) }]
  })

/** The check that an address asks for alone. */
export const checkIn = (text: string | undefined): CheckCode | undefined => CODES.find(code => code === text)

/** What reading a scheme over found, by what it means, then by check. */
export const VerificationPage = (
  props: Framed & {
    findings: readonly Finding[]
    /** The check that is listed whole; none for the first findings of each. */
    only: CheckCode | undefined
    page: number
    /** Whether the actor may change the text now, and say who pilots. */
    writes: boolean
    names: boolean
  },
) => {
  const { actor, scheme, findings, only, page } = props
  const base = baseOf(actor, scheme)
  const here = `${base}/verification`
  const may: Record<Mend, boolean> = {
    ...{ text: props.writes, cover: props.writes, 'add-indicator': props.writes },
    ...{ pilots: props.names, values: true },
  }
  const of = (code: CheckCode) => findings.filter(one => one.code === code)
  const List = ({ code, found }: { code: CheckCode; found: readonly Finding[] }) => {
    const { mend } = CHECKS[code]
    return (
      <ul class="stack stack--tight">
        {found.map(one => (
          <li class="stack stack--tight">
            <p>
              {one.message}{' '}
              {may[mend] && (
                <a href={mendAt(base, one)}>
                  {mend === 'values' ? 'Voir les valeurs' : 'Corriger'}
                  <span class="sr-only"> : {one.message}</span>
                </a>
              )}
            </p>
            {one.rows.length > 0 && (
              <Disclosure summary={fr`${count(one.rows.length, 'ligne')} concernée${one.rows.length > 1 ? 's' : ''}`}>
                <Facts
                  list
                  facts={one.rows.slice(0, ROWS).map(({ label, text }) => ({ term: label, value: text || '—' }))}
                />
                {one.rows.length > ROWS && <p class="small muted">{fr`Et ${one.rows.length - ROWS} de plus.`}</p>}
              </Disclosure>
            )}
          </li>
        ))}
      </ul>
    )
  }
  const Told = ({ code, level }: { code: CheckCode; level: 'h2' | 'h3' }) => {
    const { title, why, remedy } = CHECKS[code]
    const found = of(code)
    return (
      <Card id={code} title={typo(title)} level={level} aside={count(found.length, 'constat')}>
        <p>
          {typo(why)} {typo(remedy)}
        </p>
        <List code={code} found={only ? found.slice((page - 1) * PAGE, page * PAGE) : found.slice(0, FIRST)} />
        {only ? (
          <Pagination
            page={page}
            pageSize={PAGE}
            total={found.length}
            href={n => `${here}?controle=${code}&page=${n}`}
            noun={['Constat', 'Constats']}
          />
        ) : (
          found.length > FIRST && (
            <p class="small">
              <a href={`${here}?controle=${code}`}>
                Voir les {found.length}
                <span class="sr-only"> constats : {typo(title)}</span>
              </a>
            </p>
          )
        )}
      </Card>
    )
  }
  if (only)
    return (
      <SchemePage {...props} title={CHECKS[only].title} crumbs={[{ label: 'Vérification', href: here }]}>
        <Told code={only} level="h2" />
      </SchemePage>
    )
  return (
    <SchemePage
      {...props}
      tab="/verification"
      title="Vérification"
      lede={fr`Ce que le texte ne dit pas, ce qui se contredit, ce que la loi demande : ${CODES.length} contrôles, refaits à chaque lecture.`}
    >
      {findings.length === 0 ? (
        <Empty title="Rien à signaler">
          <p>{typo('Aucun contrôle ne trouve à redire au texte ni à ses valeurs.')}</p>
        </Empty>
      ) : (
        <p class="row">
          {tally(findings).map(({ state, words }) => (
            <Status state={state}>{words}</Status>
          ))}
        </p>
      )}
      {!props.writes && findings.length > 0 && (
        <p class="small muted">
          {typo('Le texte se corrige dans un brouillon, par les personnes qui conduisent le schéma.')}
        </p>
      )}
      {LEVELS.map(level => {
        const codes = CODES.filter(code => findings.some(one => one.code === code && one.level === level))
        return (
          codes.length > 0 && (
            <section class="stack" aria-labelledby={`niveau-${level}`}>
              <h2 id={`niveau-${level}`}>{typo(WORDS[level].title)}</h2>
              <p class="muted">{typo(WORDS[level].why)}</p>
              {codes.map(code => (
                <Told code={code} level="h3" />
              ))}
            </section>
          )
        )
      })}
    </SchemePage>
  )
}
