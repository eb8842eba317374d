import { z } from 'zod'
import { isSiren, parsePeriod, tidy } from '#kernel'

export const text = (max: number) => z.string().overwrite(tidy).max(max)
export const line = (max: number) =>
  text(max)
    .overwrite(words => words.replace(/\s*\n\s*/g, ' '))
    .min(1)
export const optionalLine = (max: number) =>
  text(max)
    .overwrite(words => words.replace(/\s*\n\s*/g, ' '))
    .default('')
export const paragraph = (max: number) => text(max).default('')
export const lines = z.array(line(500)).max(100).default([])

/** What a thing is called for ever, whatever becomes of its code: part of addresses, unique in the scheme. */
export const key = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/)
export const day = z.iso.date()
export const siren = z.string().refine(isSiren)
export const period = z.string().refine(text => parsePeriod(text) !== null)
/** A decimal number as text, with a point: exact, whatever its size. */
export const decimal = z.string().regex(/^-?(?:0|[1-9]\d{0,20})(?:\.\d{0,11}[1-9])?$/)
