import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Writer } from '#platform/db'

/** Puts one row of an organisation in each table that holds what organisations own; by the owner. @param rank makes its SIREN */
export async function oneOfEach(trx: Writer, id: string, rank: number): Promise<void> {
  const siret = `${900_000_000 + rank}00010`
  const person = randomUUID()
  await sql`insert into organisation (id, siret, name, kind, territory) values (${id}, ${siret}, 'O', 'other', '')`.execute(
    trx,
  )
  await sql`insert into person (id, name, email) values (${person}, 'P', ${`p${rank}@o.test`})`.execute(trx)
  const pixels = Buffer.from([rank])
  await sql`
    insert into organisation_logo (id, organisation_id, png, width, height, sha256)
    values (${randomUUID()}, ${id}, ${pixels}, 1, 1, encode(sha256(${pixels}), 'hex'))`.execute(trx)
  await sql`insert into directorate (id, organisation_id, name) values (${randomUUID()}, ${id}, 'D')`.execute(trx)
  const [membership, scheme] = [randomUUID(), randomUUID()]
  await sql`insert into membership (id, organisation_id, person_id, roles) values (${membership}, ${id}, ${person}, '{buyer}')`.execute(
    trx,
  )
  await sql`
    insert into invitation (id, organisation_id, email, roles, expires_at)
    values (${randomUUID()}, ${id}, 'i@o.test', '{buyer}', now())`.execute(trx)
  const [publication, empty] = [randomUUID(), createHash('sha256').update('').digest('hex')]
  const manifest = `${empty}  vide.txt\n`
  await sql`
    insert into publication (id, organisation_id, siren, name, number, kind, title, period, example, published_at, author_id, content, manifest, sha256)
    values (${publication}, ${id}, left(${siret}, 9), 'O', 1, 'k', 't', 'p', false, now(), ${person}, 'vide.txt', ${manifest},
      encode(sha256(convert_to(${manifest}, 'UTF8')), 'hex'))`.execute(trx)
  await sql`
    insert into publication_file (organisation_id, publication_id, name, type, bytes, sha256, gzip)
    values (${id}, ${publication}, 'vide.txt', 'text/plain', 0, ${empty}, '')`.execute(trx)
  await sql`
    insert into publication_withdrawal (id, organisation_id, publication_id, author_id, reason)
    values (${randomUUID()}, ${id}, ${publication}, ${person}, 'M')`.execute(trx)
  await sql`
    insert into upload (id, organisation_id, person_id, file, all_buyers)
    values (${randomUUID()}, ${id}, ${person}, 'marchés.json', false)`.execute(trx)
  await sql`
    insert into correction (id, organisation_id, siren, name, identity, buyer, field, official, corrected, reason, author_id)
    values (${randomUUID()}, ${id}, left(${siret}, 9), 'O', ${randomUUID()}, ${siret}, 'social', 'not-filled', 'none', 'Dix signes.', ${person})`.execute(
    trx,
  )
  await sql`insert into scheme (id, organisation_id, code, cover) values (${scheme}, ${id}, ${`schema-${rank}`}, '{}')`.execute(
    trx,
  )
  await sql`insert into scheme_buyer (id, organisation_id, scheme_id) values (${randomUUID()}, ${id}, ${scheme})`.execute(
    trx,
  )
  await sql`
    insert into scheme_version (id, organisation_id, scheme_id, number, state, purpose, opened_by)
    values (${randomUUID()}, ${id}, ${scheme}, 1, 'draft', '', ${person})`.execute(trx)
  await sql`
    insert into scheme_part (id, organisation_id, scheme_id, kind, key, position, content)
    values (${randomUUID()}, ${id}, ${scheme}, 'axis', 'axe', 0, '{}')`.execute(trx)
  await sql`
    insert into action_event (id, organisation_id, scheme_id, action, kind, day, words, author_id)
    values (${randomUUID()}, ${id}, ${scheme}, 'action', 'note', '2026-01-01', 'Une note.', ${person})`.execute(trx)
  await sql`
    insert into action_pilot (id, organisation_id, scheme_id, action, membership_id)
    values (${randomUUID()}, ${id}, ${scheme}, 'action', ${membership})`.execute(trx)
  await sql`insert into scheme_head (id, organisation_id, head, meaning) values (${randomUUID()}, ${id}, 'budget', 'remark')`.execute(
    trx,
  )
  await sql`insert into scheme_file (id, organisation_id, name, content) values (${randomUUID()}, ${id}, 'schema.xlsx', '')`.execute(
    trx,
  )
  await sql`
    insert into value_act (id, organisation_id, scheme_id, number, act, reason, cells, author_id)
    values (${randomUUID()}, ${id}, ${scheme}, 1, 'enter', '', 1, ${person})`.execute(trx)
  await sql`
    insert into indicator_value (id, organisation_id, scheme_id, indicator, period, row_key, origin, value, words, comment, state, act, entered_in)
    values (${randomUUID()}, ${id}, ${scheme}, 'indicateur', '2025', '', 'entered', 1, '', '', 'draft', 1, 1)`.execute(
    trx,
  )
  await sql`
    insert into period_closure (id, organisation_id, scheme_id, period, closed_by)
    values (${randomUUID()}, ${id}, ${scheme}, '2020', ${person})`.execute(trx)
  const bilan = randomUUID()
  await sql`insert into bilan (id, organisation_id, scheme_id, year, plan) values (${bilan}, ${id}, ${scheme}, 2024, '{}')`.execute(
    trx,
  )
  await sql`
    insert into bilan_text (id, organisation_id, bilan_id, part, words)
    values (${randomUUID()}, ${id}, ${bilan}, 'presentation', 'Un texte.')`.execute(trx)
  await ofBodies(trx, id, person)
  await ofEvaluation(trx, id, scheme, person)
  await sql`
    insert into comment (id, organisation_id, subject, title, path, author_id, body, asks)
    values (${randomUUID()}, ${id}, 's', 'S', '/s', ${person}, 'C', false)`.execute(trx)
  await sql`
    insert into attachment (id, organisation_id, subject, person_id, name, kind, bytes, sha256)
    values (${randomUUID()}, ${id}, 's', ${person}, 'p.pdf', 'pdf', 1, ${empty})`.execute(trx)
  await sql`
    insert into reminder (id, organisation_id, person_id, day, subject, topic, title, path)
    values (${randomUUID()}, ${id}, ${person}, '2026-01-01', 's', 't', 'R', '/s')`.execute(trx)
  const survey = randomUUID()
  await sql`
    insert into survey (id, organisation_id, series, title, audience, anonymous, questionnaire, link, tally)
    values (${survey}, ${id}, 's', 'E', 'agents', true, '{}', ${randomUUID()}, '{}')`.execute(trx)
  await sql`
    insert into survey_invitation (id, organisation_id, survey_id, email)
    values (${randomUUID()}, ${id}, ${survey}, 'e@o.test')`.execute(trx)
  await sql`
    insert into saved_view (id, organisation_id, person_id, slot, name, path, query, shared)
    values (${randomUUID()}, ${id}, ${person}, 1, 'V', '/marches', '', true)`.execute(trx)
}

async function ofBodies(trx: Writer, id: string, person: string): Promise<void> {
  const [body, seat, meeting, asked, round] = Array.from({ length: 5 }, () => randomUUID())
  await sql`insert into body (id, organisation_id, kind, name) values (${body}, ${id}, 'political', 'Un')`.execute(trx)
  await sql`
    insert into body_seat (id, organisation_id, body_id, person_id, title, role, since)
    values (${seat}, ${id}, ${body}, ${person}, 'Fonction', 'chair', '2024-01-01')`.execute(trx)
  await sql`
    insert into meeting (id, organisation_id, body_id, starts_at, ends_at)
    values (${meeting}, ${id}, ${body}, '2024-01-15T09:00Z', '2024-01-15T10:00Z')`.execute(trx)
  await sql`
    insert into meeting_item (id, organisation_id, meeting_id, position, title) values (${randomUUID()}, ${id}, ${meeting}, 1, 'Point')`.execute(
    trx,
  )
  await sql`
    insert into attendance (id, organisation_id, body_id, meeting_id, seat_id, presence)
    values (${randomUUID()}, ${id}, ${body}, ${meeting}, ${seat}, 'present')`.execute(trx)
  await sql`
    insert into validation_chain (id, organisation_id, scope, matter, bodies) values (${randomUUID()}, ${id}, 's', 'm', ${[body]})`.execute(
    trx,
  )
  await sql`
    insert into validation_case (id, organisation_id, scope, matter, subject, title, fingerprint, words, bodies, opened_by)
    values (${asked}, ${id}, 's', 'm', 'x', 'Dossier', ${'0'.repeat(64)}, '', ${[body]}, ${person})`.execute(trx)
  await sql`
    insert into round (id, organisation_id, body_id, case_id, opened_by, until)
    values (${round}, ${id}, ${body}, ${asked}, ${person}, '2024-02-01')`.execute(trx)
  await sql`
    insert into round_voice (id, organisation_id, body_id, round_id, seat_id, voice, said_by)
    values (${randomUUID()}, ${id}, ${body}, ${round}, ${seat}, 'for', ${person})`.execute(trx)
  await sql`
    insert into orientation (id, organisation_id, scope, matter, by_body, to_body, given_on, title, words, recorded_by)
    values (${randomUUID()}, ${id}, 's', 'm', ${body}, ${body}, '2024-01-15', 'Orientation', '', ${person})`.execute(
    trx,
  )
  await sql`
    insert into body_decision (id, organisation_id, body_id, case_id, level, outcome, way, seats, decided_on, recorded_by)
    values (${randomUUID()}, ${id}, ${body}, ${asked}, 0, 'accept', 'alone', ${[seat]}, '2024-01-20', ${person})`.execute(
    trx,
  )
}

async function ofEvaluation(trx: Writer, id: string, scheme: string, person: string): Promise<void> {
  const campaign = randomUUID()
  await sql`insert into evaluation_rules (id, organisation_id, scheme_id, rules) values (${randomUUID()}, ${id}, ${scheme}, '{}')`.execute(
    trx,
  )
  await sql`
    insert into campaign (id, organisation_id, scheme_id, year, cycle, opened_by) values (${campaign}, ${id}, ${scheme}, 2024, 2024, ${person})`.execute(
    trx,
  )
  await sql`
    insert into campaign_action (id, organisation_id, campaign_id, action, code, title, origin, reason)
    values (${randomUUID()}, ${id}, ${campaign}, 'action', '1', 'Action', 'proposed', '')`.execute(trx)
  await sql`
    insert into evaluation (id, organisation_id, campaign_id, action, judgements, strengths, obstacles, evidence, advice)
    values (${randomUUID()}, ${id}, ${campaign}, 'action', '{}', '', '', '', '')`.execute(trx)
}
