import { Day, fr, typo } from '#ui'
import type { Action } from '../document/document.ts'
import type { Event } from '../life/events.ts'
import { STATUS_WORDS } from '../words.ts'

/** Words of several lines, as they were written. */
export const Words = ({ children }: { children: string }) => (
  <>
    {children.split(/\n{2,}/).map(paragraph => (
      <p>
        {paragraph.split('\n').map((line, rank) => (
          <>
            {rank > 0 && <br />}
            {typo(line)}
          </>
        ))}
      </p>
    ))}
  </>
)

/** When a step is due, or was done. */
export const StepDates = ({ step, done }: { step: Action['calendar'][number]; done: string | null }) => {
  if (done !== null)
    return (
      <>
        Fait le <Day date={done} short />
      </>
    )
  if (step.from && step.to)
    return (
      <>
        Du <Day date={step.from} short /> au <Day date={step.to} short />
      </>
    )
  if (step.to)
    return (
      <>
        Avant le <Day date={step.to} short />
      </>
    )
  return step.from ? (
    <>
      À partir du <Day date={step.from} short />
    </>
  ) : (
    <>Sans date</>
  )
}

/** Something that was said of an action. */
export const EventWords = ({ event, action }: { event: Event; action: Action }) => {
  const step = action.calendar.find(({ key }) => key === event.step)
  return (
    <>
      {event.status && <b>{STATUS_WORDS[event.status].label}</b>}
      {event.kind === 'step' && (
        <b>
          {event.done ? 'Étape faite' : 'Étape rouverte'}
          {step && fr` : ${step.title}`}
        </b>
      )}
      {event.words !== '' && <Words>{event.words}</Words>}
      {event.author && (
        <p class="muted small">
          <bdi>{event.author}</bdi>
        </p>
      )}
    </>
  )
}
