import {
  closeRound,
  decideAlone,
  decideInMeeting,
  giveVoice,
  openRound,
  rechain,
  reseat,
  withdraw,
} from './ten-years-deciding.test-support.ts'
import type { Dice, Draw, Step } from './ten-years-drawing.test-support.ts'
import { amend, choose, open, submitEvaluation, write } from './ten-years-evaluating.test-support.ts'
import type { World } from './ten-years-rules.test-support.ts'
import {
  add,
  adopt,
  askText,
  leave,
  nextCycle,
  remove,
  rewrite,
  submitText,
  takeBack,
} from './ten-years-writing.test-support.ts'

/** All that may happen, each as often as its weight. */
const WEIGHTS: readonly (readonly [number, Draw])[] = [
  ...([[6, open], [4, amend], [6, choose], [16, write], [16, submitEvaluation], [26, decideAlone]] as const),
  ...([[22, decideInMeeting], [5, openRound], [12, giveVoice], [6, closeRound], [2, withdraw]] as const),
  ...([[3, reseat], [1, rechain], [3, rewrite], [4, add], [4, remove], [3, leave]] as const),
  ...([[4, submitText], [4, askText], [1, takeBack], [6, adopt], [3, nextCycle]] as const),
] // biome-ignore format: three lines
const DRAWS = WEIGHTS.flatMap(([weight, draw]) => Array.from({ length: weight }, () => draw))

/** What somebody tries next: mostly what they may. */
export function nextStep(world: World, dice: Dice): Step {
  for (;;) {
    const step = dice.one(DRAWS)?.(world, dice)
    if (step && (step.legal || step.near || dice.rarely(7))) return step
  }
}
