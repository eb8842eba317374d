import { Card, Checks, Form, Page, PageHead } from '#ui'
import { MODELS } from '../models.ts'
import type { Settings } from '../writing.ts'
import { Notices } from './Frame.tsx'
import { type Framed, listPath } from './frame.ts'
import { SettingsFields } from './SettingsForm.tsx'

/** The form that begins a survey, from a model or a blank page. */
export const BeginPage = (props: Framed & { given: Settings; model: string }) => (
  <Page
    space={props.space}
    demo={props.demo}
    title="Préparer une enquête"
    width="text"
    crumbs={[{ label: 'Enquêtes', href: listPath(props.actor) }]}
  >
    <PageHead title="Préparer une enquête" lede="Rien ne part : vous relirez les questions avant d’ouvrir l’enquête." />
    <Notices {...props} />
    <Card>
      <Form action={`${listPath(props.actor)}/nouvelle`} submit="Préparer l’enquête">
        <Checks
          name="modele"
          legend="D’où partir"
          radio
          checked={[props.model]}
          options={[
            ...MODELS.map(({ key, title, about }) => ({ value: key, label: title, hint: about })),
            { value: '', label: 'Une page blanche', hint: 'Vous écrivez toutes les questions.' },
          ]}
        />
        <SettingsFields given={props.given} state="draft" />
      </Form>
    </Card>
  </Page>
)
