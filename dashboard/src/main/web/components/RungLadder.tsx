import type { Rung } from "../api/studies";
import { metric } from "../format";

/** How many trials reached each milestone, and what became of them. */
export function RungLadder({ rungs }: { rungs: Rung[] }) {
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
            <li class="is-paused">waiting</li>
            <li class="is-stopped">out or undecided</li>
          </ul>
          <ol class="ladder">
            {rungs.map((rung) => (
              <RungBar key={`${rung.bracket} ${rung.milestone}`} rung={rung} largest={largest} hasBrackets={hasBrackets} />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

function RungBar({ rung, largest, hasBrackets }: { rung: Rung; largest: number; hasBrackets: boolean }) {
  const rest = Math.max(0, rung.size - rung.promoted - rung.waiting);
  const words = `${rung.size} trials: ${rung.promoted} went on, ${rung.waiting} waiting, ${rest} out or undecided`;
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
        <span>
          <b>{rung.promoted}</b> of {rung.size} went on
        </span>
        {rung.waiting > 0 && <span>{rung.waiting} waiting</span>}
      </div>
    </li>
  );
}
