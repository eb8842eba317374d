import type { Actor } from '#features/organisations'
import { Card, FileInput, Form, fr, Page, PageHead, type Space, typo } from '#ui'
import { schemesOf } from '../../pages/SchemeFrame.tsx'

/** Where files of schemes are sent. */
export const fileOf = (actor: Actor) => `${schemesOf(actor)}/nouveau/fichier`

/** What the dialog of a browser proposes first; anything is recognised by its content. */
const ACCEPT = '.xlsx,.xlsm,.ods,.csv,.docx,.json,.zip'

/** A file to send, that a scheme is opened from once it was looked at. */
export const ImportPage = (props: { actor: Actor; space: Space | undefined; refused?: string | undefined }) => {
  const { actor, space, refused } = props
  return (
    <Page
      title="Importer un schéma"
      space={space}
      crumbs={[
        { label: 'Schémas', href: schemesOf(actor) },
        { label: 'Ouvrir un schéma', href: `${schemesOf(actor)}/nouveau` },
      ]}
    >
      <PageHead
        title="Importer un schéma"
        lede={fr`Depuis votre tableau d’actions ou d’indicateurs, quelle que soit sa forme, ou un fichier exporté d’ici. Rien n’est enregistré avant que vous n’ayez relu ce qui a été compris.`}
      />
      <Card id="envoyer" title="Choisir le fichier">
        <Form action={fileOf(actor)} submit="Lire le fichier" files>
          <FileInput
            name="fichier"
            label="Fichier du schéma"
            accept={ACCEPT}
            hint={fr`XLSX, ODS, CSV, DOCX ou JSON, 20 Mo au plus.`}
            error={refused && typo(refused)}
          />
        </Form>
      </Card>
      <Card id="lu" title="Ce qui est lu">
        <ul>
          <li>{fr`Une ligne par action ou par indicateur ; les colonnes dans n’importe quel ordre, leurs titres dans les trente premières lignes.`}</li>
          <li>{fr`Axes et objectifs en colonnes, en cellules fusionnées, ou sur des lignes à part.`}</li>
          <li>{fr`Dates et nombres comme on les écrit : « 31/12/2026 », « 2e trimestre 2027 », « 1 234,5 », « 38 % ».`}</li>
          <li>{fr`Le résultat des formules, jamais leur calcul ; les macros sont ignorées.`}</li>
        </ul>
      </Card>
    </Page>
  )
}
