import { expect, test } from 'vitest'
import { DISCUSSION_WORDS } from '#features/discussion'
import { TRAIL_WORDS } from '#features/organisations'
import { TRAIL } from '../../trail.ts'
import { CHRONICLES } from './activity.ts'

const told = CHRONICLES.flatMap(({ acts }) => Object.keys(acts))

test('each act is told once, and is one that the trail knows', () => {
  expect(new Set(told).size).toBe(told.length)
  expect(told.filter(act => TRAIL.acts[act] === undefined)).toEqual([])
})

test('what is done of accounts, roles and comments, who said what of a case and what the program computes are never told', () => {
  const kept = [...Object.keys(TRAIL_WORDS.acts), ...Object.keys(DISCUSSION_WORDS.acts), 'give-voice', 'compute-values']
  expect(kept.filter(act => told.includes(act))).toEqual([])
})

test('each chronicle has an address of its own, and concerns nobody who may not read it', () => {
  expect(new Set(CHRONICLES.map(({ kind }) => kind)).size).toBe(CHRONICLES.length)
  for (const { readers, concerns } of CHRONICLES)
    if (readers.roles !== 'any') expect(concerns.filter(role => !readers.roles.includes(role))).toEqual([])
})
