import type { Rung } from "../api/studies";
import { metric } from "../format";

interface Props {
  rungs: Rung[];
  /** The study is over: who waited at a rung then waits on only if the study is extended. */
  isOver: boolean;
}

/** How many trials reached each milestone, and what became of them. */
export function RungLadder({ rungs, isOver }: Props) {
  const wait = isOver ? "waited at the end" : "waiting";
  const largest = Math.max(1, ...rungs.map((rung) => rung.size));
  const hasBrackets = new Set(rungs.map((rung) => rung.bracket)).size > 1;
  return (
    <section class="card rungs" aria-labelledby="rungs-title">
      <h2 id="rungs-title">Rungs</h2>
      {rungs.length === 0 ? (
        <p class="quiet">No trial has reached a milestone yet.</p>
      ) : (
        <>
          <ul class="legend">
            <li class="is-promoted">went on</li>
            <li class="is-paused">{wait}</li>
            <li class="is-stopped">out or undecided</li>
          </ul>
          <ol class="ladder">
            {rungs.map((rung) => (
              <RungBar key={`${rung.bracket} ${rung.milestone}`} {...{ rung, largest, hasBrackets, wait }} />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

interface BarProps {
  rung: Rung;
  /** Trials in the fullest rung. */
  largest: number;
  hasBrackets: boolean;
  /** What those do that neither went on nor are out. */
  wait: string;
}

function RungBar({ rung, largest, hasBrackets, wait }: BarProps) {
  const rest = Math.max(0, rung.size - rung.promoted - rung.waiting);
  const words = `${rung.size} trials: ${rung.promoted} went on, ${rung.waiting} ${wait}, ${rest} out or undecided`;
  return (
    <li>
      <div class="rung-words">
        <b>
          step {rung.milestone}
          {hasBrackets && ` · bracket ${rung.bracket}`}
        </b>
        <span class="quiet">best {metric(rung.best)}</span>
      </div>
      <div class="stack" role="img" aria-label={words} title={words}>
        <span class="part is-promoted" style={{ flexGrow: rung.promoted }} />
        <span class="part is-paused" style={{ flexGrow: rung.waiting }} />
        <span class="part is-stopped" style={{ flexGrow: rest }} />
        <span class="part" style={{ flexGrow: largest - rung.size }} />
      </div>
      <div class="rung-words">
        {rung.promoted === 0 && rung.waiting === 0 ? (
          <span>
            <b>{rung.size}</b> reached it
          </span>
        ) : (
          <span>
            <b>{rung.promoted}</b> of {rung.size} went on
          </span>
        )}
        {rung.waiting > 0 && <span>{rung.waiting} {wait}</span>}
      </div>
    </li>
  );
}
