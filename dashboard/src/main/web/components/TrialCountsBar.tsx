import { trialStates } from "../api/trials";
import type { TrialCounts } from "../api/studies";
import { word } from "../format";

interface Props {
  trials: TrialCounts;
  /** How many trials the study will have; the rest of the bar is empty. */
  numSamples: number;
  showsLegend?: boolean;
}

/** How many trials are in each state, as one stacked bar. */
export function TrialCountsBar({ trials, numSamples, showsLegend = false }: Props) {
  const counted = trialStates.map((state) => ({ state, count: trials[state] ?? 0 })).filter(({ count }) => count > 0);
  const total = counted.reduce((sum, { count }) => sum + count, 0);
  const words = counted.map(({ state, count }) => `${count} ${word(state)}`).join(", ");
  return (
    <div class="counts">
      <div class="stack" role="img" aria-label={words || "no trials yet"} title={words}>
        {counted.map(({ state, count }) => (
          <span key={state} class={`part is-${word(state)}`} style={{ flexGrow: count }} />
        ))}
        <span class="part" style={{ flexGrow: Math.max(0, numSamples - total) }} />
      </div>
      {showsLegend ? (
        <ul class="legend">
          {counted.map(({ state, count }) => (
            <li key={state} class={`is-${word(state)}`}>
              <b>{count}</b> {word(state)}
            </li>
          ))}
        </ul>
      ) : (
        <span class="counts-total">
          {total} of {numSamples}
        </span>
      )}
    </div>
  );
}
