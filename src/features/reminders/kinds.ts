import { z } from 'zod'
import { defineJob } from '#platform/jobs'

/** Begins the reminders of the day, one organisation after the other. */
export const dayJob = defineJob({ name: 'reminder-day', data: z.object({}), every: '0 6 * * *' })
/** Looks at what the members of an organisation owe. */
export const planJob = defineJob({
  name: 'reminder-plan',
  data: z.object({ organisation: z.uuid(), day: z.iso.date() }),
})
/** Adds the letters of an organisation, some at a time. @param data.after the last person whose letter was added */
export const fanJob = defineJob({
  name: 'reminder-fan',
  data: z.object({ organisation: z.uuid(), day: z.iso.date(), after: z.uuid().nullable() }),
})
/** Writes to somebody all that waits to be told them. */
export const letterJob = defineJob({ name: 'reminder-letter', data: z.object({ person: z.uuid() }) })

/** The kinds of jobs of reminders. */
export const REMINDER_JOBS = [dayJob, planJob, fanJob, letterJob] as const
