import type { Child } from 'hono/jsx'
import { ButtonLink, Card, Day, Filters, FormButton, fr, Input, Moment, Status, Table, typo } from '#ui'
import { NextStep } from '../../pages/NextStep.tsx'
import { baseOf, type Framed, SchemePage } from '../../pages/SchemeFrame.tsx'
import { inForce, openVersion } from '../../scheme.ts'
import { VERSION_WORDS } from '../../words.ts'
import type { VersionTold } from '../history.ts'

interface Props extends Framed {
  history: readonly VersionTold[]
  /** Whether the actor may move versions. */
  leads: boolean
  today: string
  publicUrl: string
}

/** The versions of the text of a scheme, and what may be done with the one that is open. */
export const VersionsPage = (props: Props) => {
  const { actor, scheme, history, leads, today } = props
  const base = baseOf(actor, scheme)
  const here = `${base}/versions`
  return (
    <SchemePage {...props} tab="/versions" title="Versions" lede={<Standing {...props} />}>
      {leads && inForce(scheme) && openVersion(scheme) === undefined && <NextStep {...{ scheme, base }} />}
      {leads && <Next {...props} {...{ base, here }} />}
      <Card id="versions" title="Les versions du texte" flush>
        <Table
          id="versions-table"
          caption="Versions du schéma, la dernière d’abord"
          hideCaption
          stack
          rows={history}
          columns={[
            {
              head: 'Version',
              cell: ({ number, purpose, sha256 }) => (
                <>
                  {sha256 ? <a href={`${here}/${number}`}>Version {number}</a> : `Version ${number}`}
                  {purpose !== '' && (
                    <small>
                      <bdi>{purpose}</bdi>
                    </small>
                  )}
                </>
              ),
            },
            {
              head: 'État',
              cell: ({ state }) => <Status state={VERSION_WORDS[state].state}>{VERSION_WORDS[state].label}</Status>,
            },
            { head: 'Adoption', cell: version => <Adopted version={version} /> },
            { head: 'Ce qui a été fait', cell: version => <Done version={version} /> },
            {
              head: 'Empreinte (SHA-256)',
              cell: ({ number, sha256 }) =>
                sha256 ? (
                  <>
                    <code>{sha256.slice(0, 16)}…</code>
                    <small>
                      <a href={`${here}/${number}/document.json`} download>
                        Télécharger (JSON)<span class="sr-only"> la version {number}</span>
                      </a>
                    </small>
                  </>
                ) : (
                  <span class="muted">Texte non figé</span>
                ),
            },
          ]}
        />
      </Card>
      <div class="grid grid--wide">
        {history.length > 0 && (
          <Card id="comparer" title="Ce qui change d’un texte à l’autre">
            <p>{typo('Deux textes se comparent partie par partie, et mot à mot.')}</p>
            <div class="actions">
              <ButtonLink href={`${here}/comparaison`}>Comparer deux textes</ButtonLink>
            </div>
          </Card>
        )}
        {inForce(scheme) && (
          <Card id="tel-quel" title="Le schéma tel qu’à une date">
            <Filters action={`${base}/etat`} label="Date" submit="Voir le schéma">
              <Input name="date" label="Au" type="date" value={today} />
            </Filters>
          </Card>
        )}
        {(leads || scheme.publicSince) && <PublicCard {...props} base={base} />}
      </div>
    </SchemePage>
  )
}

const Standing = ({ scheme }: Pick<Props, 'scheme'>) => {
  const open = openVersion(scheme)
  const adoption = inForce(scheme)?.adoption
  const draft =
    open?.state === 'draft'
      ? fr`La version ${open.number} est en cours d’écriture.`
      : open
        ? fr`La version ${open.number} attend la décision de l’assemblée : personne ne peut la modifier.`
        : ''
  return (
    <>
      {adoption ? (
        <>
          La version en vigueur a été adoptée le <Day date={adoption.on} />.{' '}
        </>
      ) : (
        'Aucune version n’est adoptée. '
      )}
      {draft}
    </>
  )
}

/** What whoever leads may do now. */
const Next = ({ scheme, base, here }: Pick<Props, 'scheme'> & { base: string; here: string }) => {
  const open = openVersion(scheme)
  const adopted = inForce(scheme)
  if (open === undefined)
    return (
      <Card id="suite" title={adopted ? 'Modifier le texte adopté' : 'Reprendre le texte'}>
        <p>
          {adopted
            ? fr`Le texte adopté reste en vigueur, et lisible, pendant que la modification s’écrit.`
            : fr`Ce schéma a été abandonné avant d’être adopté : son texte est resté tel quel.`}
        </p>
        <div class="actions">
          <ButtonLink look="primary" href={`${here}/modification`}>
            {adopted ? 'Ouvrir une modification' : 'Rouvrir un brouillon'}
          </ButtonLink>
        </div>
      </Card>
    )
  if (open.state === 'submitted')
    return (
      <Card id="suite" title="L’assemblée a délibéré ?">
        <p>
          {typo('Dites l’adoption telle que la délibération la dit. Reprendre le texte le rend de nouveau modifiable.')}
        </p>
        <div class="actions">
          <ButtonLink look="primary" href={`${here}/adoption`}>
            Dire l’adoption
          </ButtonLink>
          <FormButton action={`${here}/reprise`}>Reprendre comme brouillon</FormButton>
        </div>
      </Card>
    )
  return (
    <Card id="suite" title="Le texte est prêt ?">
      <p>
        {typo(
          'Soumettre le texte le fige, avec son empreinte, jusqu’à la décision de l’assemblée. Vous pourrez le reprendre.',
        )}
      </p>
      <div class="actions">
        <FormButton action={`${here}/soumission`}>Soumettre le texte</FormButton>
        <ButtonLink href={`${base}/verification`}>Voir la vérification</ButtonLink>
        {adopted && (
          <ButtonLink href={`${here}/comparaison?avant=${adopted.number}&apres=travail`}>
            Voir ce que le brouillon change
          </ButtonLink>
        )}
        <ButtonLink look="quiet" href={`${here}/abandon`}>
          Abandonner le brouillon
        </ButtonLink>
      </div>
    </Card>
  )
}

export const Adopted = ({ version: { adoption } }: { version: Pick<VersionTold, 'adoption'> }) =>
  adoption ? (
    <>
      <Day date={adoption.on} short />
      {adoption.deliberation !== '' && (
        <small>
          {fr`Délibération `}
          <bdi>{adoption.deliberation}</bdi>
        </small>
      )}
      {adoption.vote !== '' && (
        <small>
          <bdi>{adoption.vote}</bdi>
        </small>
      )}
    </>
  ) : (
    <span class="muted">Non adoptée</span>
  )

const By = ({ word, at, who }: { word: string; at: Date; who: string | null }): Child => (
  <small>
    {word} le <Moment at={at} short />
    {who && (
      <>
        {' '}
        par <bdi>{who}</bdi>
      </>
    )}
  </small>
)

const Done = ({ version }: { version: VersionTold }) => (
  <>
    <By word="Ouverte" at={version.openedAt} who={version.openedBy} />
    {version.submittedAt && <By word="Soumise" at={version.submittedAt} who={version.submittedBy} />}
    {version.closedAt && (
      <By
        word={version.state === 'adopted' ? 'Dite adoptée' : 'Abandonnée'}
        at={version.closedAt}
        who={version.closedBy}
      />
    )}
  </>
)

const PublicCard = ({ scheme, leads, base, publicUrl }: Props & { base: string }) => (
  <Card id="public" title="La page publique">
    {scheme.publicSince ? (
      <>
        <p>
          Publique depuis le <Moment at={scheme.publicSince} />
          {fr` : `}
          <a href={`/schemas/${scheme.code}`}>{`${publicUrl}/schemas/${scheme.code}`}</a>
        </p>
        {leads && (
          <div class="actions">
            <FormButton action={`${base}/publication/retrait`}>Retirer la page publique</FormButton>
          </div>
        )}
      </>
    ) : (
      <>
        <p>
          {inForce(scheme)
            ? fr`Chacun y lira les textes adoptés, où en est chaque action, et pourra les télécharger. Les brouillons et les notes restent ici.`
            : fr`Elle sera possible dès qu’une version sera adoptée : chacun y lira les textes adoptés, jamais les brouillons.`}
        </p>
        {inForce(scheme) && (
          <div class="actions">
            <FormButton action={`${base}/publication`}>Rendre le schéma public</FormButton>
          </div>
        )}
      </>
    )}
  </Card>
)
