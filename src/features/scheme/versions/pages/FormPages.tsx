import { Alert, Card, Form, fr, Input, TextArea, typo } from '#ui'
import { baseOf, type Framed, SchemePage } from '../../pages/SchemeFrame.tsx'
import { inForce, type Version } from '../../scheme.ts'

const versionsOf = ({ actor, scheme }: Framed) => `${baseOf(actor, scheme)}/versions`
const crumbs = (props: Framed) => [{ label: 'Versions', href: versionsOf(props) }]

interface Sent {
  on: string
  deliberation: string
  vote: string
}

/** Says that the assembly adopted what was submitted. */
export const AdoptionPage = (props: Framed & { version: Version; sent: Sent }) => {
  const { version, sent } = props
  return (
    <SchemePage
      {...props}
      title="Dire l’adoption"
      crumbs={crumbs(props)}
      lede={fr`La version ${version.number}, telle qu’elle a été soumise, devient le texte en vigueur : plus personne ne pourra la récrire.`}
    >
      <Card>
        <p>
          <a href={`${versionsOf(props)}/${version.number}`}>Relire le texte soumis</a>
        </p>
        <p class="small muted">
          {fr`Empreinte (SHA-256) : `}
          <code>{version.sha256}</code>
        </p>
        <Form action={`${versionsOf(props)}/adoption`} submit="Dire la version adoptée">
          <input type="hidden" name="numero" value={version.number} />
          <input type="hidden" name="empreinte" value={version.sha256 ?? ''} />
          <Input
            name="date"
            label="Date de la délibération"
            hint="Le jour où l’assemblée a adopté ce texte."
            type="date"
            value={sent.on}
          />
          <Input
            name="deliberation"
            label="Numéro de la délibération"
            hint={typo('Par exemple 2026-014. Laissez vide s’il n’y en a pas.')}
            value={sent.deliberation}
          />
          <Input name="vote" label="Vote" hint={typo('Par exemple « à l’unanimité ».')} value={sent.vote} />
        </Form>
      </Card>
    </SchemePage>
  )
}

/** Opens a draft from the text in force. */
export const AmendmentPage = (props: Framed & { purpose: string }) => {
  const adopted = inForce(props.scheme)
  return (
    <SchemePage
      {...props}
      title={adopted ? 'Ouvrir une modification' : 'Rouvrir un brouillon'}
      crumbs={crumbs(props)}
      lede={
        adopted
          ? fr`Le brouillon part du texte en vigueur, qui le reste jusqu’à la prochaine adoption.`
          : fr`Le brouillon part du texte tel qu’il a été laissé.`
      }
    >
      <Card>
        <Form
          action={`${versionsOf(props)}/modification`}
          submit={adopted ? 'Ouvrir la modification' : 'Rouvrir le brouillon'}
        >
          <TextArea
            name="objet"
            label="Ce qu’elle change, et pourquoi"
            hint={typo('En une ou deux phrases : elles restent dans l’histoire du schéma.')}
            value={props.purpose}
          />
        </Form>
      </Card>
    </SchemePage>
  )
}

/** Drops the draft, once what that undoes was read. */
export const DropPage = (props: Framed & { version: Version; changes: number }) => {
  const { scheme, version, changes } = props
  const adopted = inForce(scheme)
  return (
    <SchemePage {...props} title="Abandonner le brouillon" crumbs={crumbs(props)}>
      <Alert state="warn">
        <p>
          {adopted
            ? changes === 0
              ? fr`Ce brouillon ne change rien au texte adopté : l’abandonner ferme la version ${version.number}, sans autre effet.`
              : fr`Ce que le brouillon change (${changes} ${changes < 2 ? 'partie' : 'parties'}) sera perdu : le texte adopté est remis à l’identique.`
            : fr`Ce schéma n’a jamais été adopté : son texte restera tel quel, figé, et pourra être repris plus tard.`}
        </p>
      </Alert>
      {adopted && changes > 0 && (
        <p>
          <a href={`${versionsOf(props)}/comparaison?avant=${adopted.number}&apres=travail`}>
            Voir ce que le brouillon change
          </a>
        </p>
      )}
      <Form action={`${versionsOf(props)}/abandon`} submit="Abandonner le brouillon">
        <input type="hidden" name="numero" value={version.number} />
      </Form>
    </SchemePage>
  )
}
