import type { Child } from 'hono/jsx'
import { Checks, FileInput, Form, FormButton, fr, typo } from '#ui'
import { refuse, sentenceOf } from '../labels.ts'
import type { Upload } from '../uploads.ts'

/** What the dialog of a browser proposes first; anything is recognised by its content. */
const ACCEPT = '.json,.xml,.csv,.gz,.zip'

/** What follows an upload while something happens: the bar moves by itself where there is a script. */
export const Following = (props: {
  words: string
  share: number | null
  stop?: string
  hidden?: boolean
  children?: Child
}) => (
  <div class="stack" data-following hidden={props.hidden}>
    <p>
      <b data-words>{props.words}</b>
    </p>
    <progress aria-label="Avancement" value={props.share === null ? undefined : String(props.share)} />
    {props.children}
    {props.stop !== undefined && <FormButton action={props.stop}>Annuler l’envoi</FormButton>}
  </div>
)

/** A file to choose and to send: by pieces where there is a script, at once elsewhere. */
export const SendForm = (props: {
  /** The address of the organisation's imports. */
  base: string
  /** Whether the sender may import for everybody. */
  everybody: boolean
  error?: string | undefined
}) => (
  <file-upload class="stack" data-announce={`${props.base}/annonce`} data-cut={CUT}>
    <Form action={props.base} submit="Importer des marchés" files>
      {props.everybody && (
        <Checks
          radio
          name="acheteurs"
          legend="Marchés à importer"
          checked={['siens']}
          options={[
            { value: 'siens', label: 'Ceux de cette organisation' },
            {
              value: 'tous',
              label: 'Ceux de tous les acheteurs du fichier',
              hint: 'Parce que vous administrez le site.',
            },
          ]}
        />
      )}
      <FileInput
        name="fichier"
        label="Fichier de données essentielles"
        accept={ACCEPT}
        hint={fr`JSON, XML ou CSV, compressé ou non, 2 Go au plus. Tout le monde lira son nom.`}
        error={props.error && typo(props.error)}
      />
      <p role="alert" class="error" />
    </Form>
    <Following words="" share={0} stop={props.base} hidden>
      <p class="hint">
        {fr`Laissez cette page ouverte. Si elle se ferme, choisissez de nouveau le même fichier : l’envoi reprendra où il s’est arrêté.`}
      </p>
    </Following>
  </file-upload>
)

/** The same, to go on with a file whose beginning is there. Without a script there is nothing to go on with: the file is sent again. */
export const ResumeForm = ({ base, upload, children }: { base: string; upload: Upload; children: Child }) => (
  <file-upload
    class="stack"
    data-announce={`${base}/annonce`}
    data-page={`${base}/${upload.id}`}
    data-state="receiving"
    data-name={upload.file}
    data-bytes={upload.bytes}
    data-modified={upload.modified}
    data-other={sentenceOf(() => refuse('another-file'))}
    data-cut={CUT}
  >
    {children}
    <form class="form stack" hidden>
      <input type="hidden" name="acheteurs" value={upload.all_buyers ? 'tous' : 'siens'} />
      <FileInput
        name="fichier"
        label="Le même fichier"
        accept={ACCEPT}
        hint={fr`Si la page qui l’envoyait est fermée, choisissez le même fichier : l’envoi reprend où il s’est arrêté.`}
      />
      <p role="alert" class="error" />
      <div class="actions">
        <button type="submit" class="button">
          Reprendre l’envoi
        </button>
      </div>
    </form>
  </file-upload>
)

const CUT = 'La connexion est coupée\u00a0: l’envoi reprendra de lui-même.'
