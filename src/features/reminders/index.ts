/** Reminders: what people owe by a day, told them in one mail a day, on days that rules fix, until it is done. What is owed is other features’. */
export { reminderHandlers } from './jobs.ts'
export { presentWith, remindersOf, remindersOfPerson, remindNow } from './keeping.ts'
export { REMINDER_JOBS } from './kinds.ts'
export { REMINDER_WORDS } from './labels.ts'
export { RemindersSection, RemindNow } from './pages/Reminders.tsx'
export type { Owed, OwedOf, Reminded } from './reminders.ts'
export { type Turns, USUAL_TURNS } from './rules.ts'
