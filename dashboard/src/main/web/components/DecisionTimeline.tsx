import type { Decision } from "../api/trialDetail";
import { word } from "../format";

interface Props {
  /** Oldest first. */
  decisions: Decision[];
  /** The next step at which the trial is judged. */
  milestone?: number;
}

/** Why the trial went on, was paused, promoted or stopped: one line for each decision. */
export function DecisionTimeline({ decisions, milestone }: Props) {
  if (decisions.length === 0) {
    return <p class="quiet">None yet{milestone && `; the trial is judged at step ${milestone}`}.</p>;
  }
  return (
    <ol class="timeline">
      {decisions.map((decision) => (
        <li key={`${decision.kind} ${decision.step}`} class={`is-${word(decision.kind)}`}>
          <b>{word(decision.kind)}</b> <span class="quiet">at step {decision.step}</span>
          <time class="quiet" dateTime={decision.decidedAt.toISOString()}>
            {decision.decidedAt.toLocaleTimeString()}
          </time>
          <p>{decision.reason}</p>
        </li>
      ))}
    </ol>
  );
}
