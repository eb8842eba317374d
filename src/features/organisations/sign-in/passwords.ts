import { refuse } from '../labels.ts'
import { PASSWORD } from '../people.ts'

/** @throws Refusal `password-length` */
export function checkLength(password: string): void {
  if (password.length < PASSWORD.shortest || password.length > PASSWORD.longest) refuse('password-length')
}
