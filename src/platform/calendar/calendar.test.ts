import { expect, test } from 'vitest'
import { type CalendarEvent, calendarFeed, calendarFile, calendarType } from './index.ts'

const event: CalendarEvent = {
  id: '8b6c4a2e-0d53-4d0f-9b0a-5f5a2b7d9c11',
  sequence: 2,
  stamp: new Date('2026-11-01T08:00:00Z'),
  from: new Date('2026-11-30T09:00:00Z'),
  to: new Date('2026-11-30T10:30:00Z'),
  title: 'Comité technique ; « année 2026 », suite',
  place: 'Salle des fêtes\nX-INTRUS:1',
  words: `1. Le choix de l’année\r\n2. ${'é'.repeat(90)}`,
  address: 'https://achats.exemple.fr/reunion',
  called: {
    by: { name: 'Étienne "Titi" Roussel\r\nX-INTRUS:2', email: 'etienne@exemple.fr' },
    who: { name: 'Hélène', email: 'helene@exemple.fr' },
  },
  cancelled: false,
}

test('asks somebody to come, in lines of 75 octets that nothing of what is said can begin', () => {
  const file = calendarFile(event)
  const lines = file.split('\r\n')
  for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  expect(file).not.toMatch(/[^\r]\n|\r[^\n]|^X-INTRUS/m)
  const whole = file.replaceAll('\r\n ', '').split('\r\n')
  expect(whole).toEqual(
    expect.arrayContaining([
      'METHOD:REQUEST',
      `UID:${event.id}`,
      'SEQUENCE:2',
      'DTSTAMP:20261101T080000Z',
      'DTSTART:20261130T090000Z',
      'DTEND:20261130T103000Z',
      'SUMMARY:Comité technique \\; « année 2026 »\\, suite',
      'LOCATION:Salle des fêtes\\nX-INTRUS:1',
      'STATUS:CONFIRMED',
    ]),
  )
  expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true)
  expect(whole.find(line => line.startsWith('ORGANIZER'))).toBe(
    'ORGANIZER;CN="Étienne ”Titi” Roussel\\nX-INTRUS:2":mailto:etienne@exemple.fr',
  )
  expect(whole.find(line => line.startsWith('ATTENDEE'))).toMatch(/RSVP=TRUE.*mailto:helene@exemple\.fr$/i)
})

test('tells not to come, or only tells', () => {
  const cancelled = { ...event, cancelled: true }
  expect(calendarFile(cancelled)).toMatch(/METHOD:CANCEL\r[\s\S]*STATUS:CANCELLED/)
  const { called, ...told } = event
  expect(calendarFile(told)).toContain('METHOD:PUBLISH')
  expect(calendarFile(told)).not.toMatch(/ATTENDEE|ORGANIZER/)
  expect([event, cancelled, told].map(calendarType).map(type => type.split('method=')[1])).toEqual(['REQUEST', 'CANCEL', 'PUBLISH']) // biome-ignore format: short
})

test('a feed has every event under its own name, whole days to the last one, and the time of Paris before them', () => {
  const { called, ...told } = event
  const day = (text: string) => new Date(`${text}T00:00:00Z`)
  const step = { ...told, id: 'etape', from: day('2026-03-01'), to: day('2026-03-31'), wholeDays: true }
  const file = calendarFeed('Agenda\r\nX-INTRUS:3 ; Vallonne', [told, step, { ...told, id: 'non', cancelled: true }])
  for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  expect(file).not.toMatch(/[^\r]\n|\r[^\n]|^X-INTRUS/m)
  expect(file).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*X-WR-TIMEZONE:Europe\/Paris\r\n[\s\S]*BEGIN:VEVENT/)
  expect(file.match(/^UID:.*\w/gm)).toEqual([`UID:${event.id}`, 'UID:etape', 'UID:non'])
  expect(file).toMatch(/UID:etape[\s\S]*DTSTART;VALUE=DATE:20260301\r\nDTEND;VALUE=DATE:20260401\r\n/)
  expect(file).toMatch(/UID:non[\s\S]*STATUS:CANCELLED/)
})
