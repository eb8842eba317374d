import type { Actor } from '#features/organisations'
import { parisDay } from '#kernel'
import { type Block, markdownBlocks, type Paper } from '#platform/paper'
import { fr } from '#ui'
import type { Presence } from '../bodies.ts'
import { outcomeWords, voicesWords } from '../cases/labels.ts'
import { DECIDING_WORDS } from '../words.ts'
import type { MeetingFacts } from './facts.ts'
import { hoursOf, placeOf } from './letters.ts'
import { CAME_WORDS, namesWords, quorumWords } from './words.ts'

const heading = (id: string, text: string): Block => ({ as: 'heading', level: 1, id, text })
const paragraph = (text: string): Block => ({ as: 'text', runs: [{ text }] })
const list = (items: readonly (readonly Block[])[], ordered = false): Block => ({ as: 'list', ordered, items })

/** The minutes of a meeting as a document: who was there, what was on its agenda, what was decided, what was said. */
export function minutesPaper(facts: MeetingFacts, actor: Actor): Paper {
  const { body, meeting, items, decided, quorum } = facts
  const place = placeOf(meeting)
  const who = (presence: Presence) => {
    const names = namesWords(facts, presence)
    return names.length === 0 ? [] : [{ label: CAME_WORDS[presence], runs: [{ text: names.join('\n') }] }]
  }
  return {
    short: true,
    title: fr`Compte rendu : ${body.name}`,
    subtitle: fr`Réunion du ${hoursOf(meeting)}`,
    author: actor.membership.organisation.name,
    description: fr`Ce qui s’est dit et décidé à la réunion de ${body.name}.`,
    day: parisDay(meeting.startsAt),
    facts: place ? [{ label: 'Lieu', text: place }] : [],
    notice: meeting.minutes === '' ? 'Le compte rendu n’est pas encore rédigé.' : '',
    address: '',
    blocks: [
      heading('presences', 'Qui était là'),
      {
        as: 'facts',
        items: [
          ...who('present'),
          ...who('represented'),
          ...who('excused'),
          ...who('away'),
          { label: 'Quorum', runs: [{ text: fr`${quorumWords(quorum)}.` }] },
          { label: 'Elle décide', runs: [{ text: DECIDING_WORDS[body.decides] }] },
        ],
      },
      heading('ordre-du-jour', 'Ordre du jour'),
      items.length === 0
        ? paragraph('Aucun point n’était à l’ordre du jour.')
        : list(items.map(({ title, words, id }) => [paragraph(title), ...markdownBlocks(words, 2, `point-${id}`).map(flat)]), true), // biome-ignore format: one line
      ...(decided.length === 0
        ? []
        : [
            heading('decisions', 'Ce qui a été décidé'),
            list(
              decided.map(one => [
                {
                  as: 'text',
                  runs: [
                    { text: fr`${outcomeWords(one)} : `, strong: true as const },
                    { text: [one.title, one.voices && voicesWords(one.voices)].filter(Boolean).join('. ') },
                  ],
                },
                ...(one.reason === '' ? [] : [paragraph(one.reason)]),
              ]),
            ),
          ]),
      ...(facts.orientations.length === 0
        ? []
        : [
            heading('orientations', 'Orientations données'),
            list(
              facts.orientations.map(one => [
                { as: 'text', runs: [{ text: one.title, strong: true as const }] },
                ...markdownBlocks(one.words, 2, `orientation-${one.id}`).map(flat),
              ]),
            ),
          ]),
      ...(meeting.minutes === ''
        ? []
        : [heading('compte-rendu', 'Ce qui s’est dit'), ...markdownBlocks(meeting.minutes, 2, 'dit')]),
    ],
  }
}

/** A heading inside a list would break the outline: its words stay. */
const flat = (block: Block): Block => (block.as === 'heading' ? paragraph(block.text) : block)
