import { CHECKS, type Finding, mendAt } from '#features/linter'
import { LogoImage, logoAddress } from '#features/organisations'
import { ChapterNav, PublishCard, Suspended } from '#features/publications'
import { type Framed, inForce, SchemePage } from '#features/scheme'
import type { Refusal } from '#kernel'
import { Alert, ButtonLink, count, fr, Section, typo } from '#ui'
import type { Draft } from '../bilan/publishing.ts'
import { waitingOf } from '../bilan/validation.ts'
import { WAITING_WORDS } from '../labels.ts'
import type { Places } from '../web/cutting.ts'
import { partsOf, ReportBody, ReportPart } from '../web/ReportBody.tsx'
import { whereOf } from './where.ts'

/** What the page will hold, with the logo as it is now. */
const Preview = ({ draft, here }: { draft: Draft; here: string }) => {
  const { logo, organisation } = draft.bilan.facts
  return (
    <div class="public stack stack--loose">
      {logo && <LogoImage src={logoAddress(organisation.siren, logo)} name={organisation.name} logo={logo} />}
      <ReportBody content={draft.content} places={placesIn(here)} />
    </div>
  )
}

/** A report as everybody would read it, for members. */
export const DraftPage = (props: Framed & { draft: Draft }) => {
  const { here, title, crumbs } = whereOf(props.actor, props.draft)
  return (
    <SchemePage
      {...props}
      title={title}
      crumb="Relecture"
      crumbs={[...crumbs, { label: title, href: here }]}
      lede={fr`Tel que tout le monde le lira. Rien n’est encore figé.`}
      actions={<ButtonLink href={here}>Revenir à la préparation</ButtonLink>}
    >
      <Preview draft={props.draft} here={here} />
    </SchemePage>
  )
}

const placesIn = (here: string): Places => ({
  home: `${here}/apercu`,
  part: name => `${here}/apercu/${name}`,
  whole: `${here}/fichiers/pdf`,
})

/** A part of it, where a page does not hold it. @param at its rank, from 0 */
export const DraftPartPage = (props: Framed & { draft: Draft; at: number }) => {
  const { here, title, crumbs } = whereOf(props.actor, props.draft)
  const { at, draft } = props
  const { parts: chapters } = partsOf(draft.content)
  const part = chapters[at]
  if (part === undefined) throw new Error('no such part')
  const { home, part: to } = placesIn(here)
  const nav = { chapters, at, to, home: `${home}#sommaire` }
  return (
    <SchemePage
      {...props}
      title={part.title}
      crumbs={[...crumbs, { label: title, href: here }, { label: 'Relecture', href: home }]}
      lede={fr`Chapitre ${at + 1} sur ${chapters.length}, tel que tout le monde le lira. Rien n’est encore figé.`}
    >
      <div class="public stack stack--loose">
        <ChapterNav {...nav} label="Chapitres" />
        <ReportPart {...{ part }} content={draft.content} places={placesIn(here)} />
        <ChapterNav {...nav} label="Suite de la lecture" />
      </div>
    </SchemePage>
  )
}

/** What is about to be published, read once more, and the button that does it. */
export const PublishPage = (
  props: Framed & { draft: Draft; findings: readonly Finding[]; refusal?: Refusal; changes?: string },
) => {
  const { actor, scheme, draft, refusal, changes } = props
  const { base, here, title, crumbs } = whereOf(actor, draft)
  const { standing, fingerprint, validation } = draft
  const waiting = validation && waitingOf(validation, fingerprint)
  const { organisation, suspended } = actor.membership
  const aboutChanges = refusal?.code === 'changes-missing'
  const adopted = inForce(scheme) !== undefined
  const blocked = props.findings.some(({ level }) => level === 'blocking')
  return (
    <SchemePage
      {...props}
      refused={aboutChanges ? undefined : refusal?.message}
      title={standing ? fr`Corriger : ${title}` : fr`Publier : ${title}`}
      crumb="Publication"
      crumbs={[...crumbs, { label: title, href: here }]}
      lede={fr`Relisez : voici exactement ce que tout le monde lira. Une publication ne se modifie plus ; elle se corrige par une autre, ou se retire avec un motif.`}
    >
      {suspended && <Suspended />}
      {!adopted && (
        <Alert state="warn" title="Le schéma n’est pas encore adopté">
          <p>
            {fr`Un bilan dit ce qu’est devenu un texte adopté. Faites d’abord adopter le schéma, depuis `}
            <a href={`${base}/versions`}>ses versions</a>.
          </p>
        </Alert>
      )}
      {waiting && (
        <Alert state="info" title="Ce bilan ne se publie pas encore">
          <p>
            {typo(WAITING_WORDS[waiting])} <a href={here}>Revenir à la préparation</a>
          </p>
        </Alert>
      )}
      <Findings of={props.findings} base={base} />
      {!suspended && adopted && !blocked && !waiting && (
        <PublishCard
          {...{ changes, refusal }}
          corrected={standing}
          name={organisation.name}
          title="Publier le bilan"
          published="La page, ses fichiers et les valeurs validées dont ils sont faits"
          submit="Publier le bilan"
          action={`${here}/publication`}
          fingerprint={fingerprint}
          example="Le taux de papier recyclé a été recalculé."
        />
      )}
      <Section id="apercu" title="La page telle qu’elle sera" aside={fr`rien n’est encore publié`}>
        <Preview {...{ draft, here }} />
      </Section>
    </SchemePage>
  )
}

/** Rows shown of what must be put right: all of them are on the page that it leads to. */
const ROWS = 5

/** What reading it over found: what must be put right before it is published, and how much else there is to look at. */
const Findings = ({ of, base }: { of: readonly Finding[]; base: string }) => {
  const blocking = of.filter(({ level }) => level === 'blocking')
  const others = of.filter(({ level }) => level === 'to-fix').length
  return (
    <>
      {blocking.length > 0 && (
        <Alert state="late" title={fr`Avant de publier, ${count(blocking.length, 'point')} à corriger`}>
          <ul>
            {blocking.map(one => (
              <li>
                {one.message}{' '}
                {one.rows.slice(0, ROWS).map(({ label, text }) => (
                  <>
                    <b>{fr`${label} : ${text}`}</b>.{' '}
                  </>
                ))}
                {typo(CHECKS[one.code].remedy)}{' '}
                <a href={mendAt(base, one)}>
                  Y aller<span class="sr-only"> : {one.message}</span>
                </a>
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {others > 0 && (
        <Alert state="warn">
          <p>
            {fr`La vérification du schéma relève aussi ${count(others, 'point')} à corriger. Rien de cela n’empêche de publier : `}
            <a href={`${base}/verification`}>lire la vérification</a>.
          </p>
        </Alert>
      )}
    </>
  )
}
