import { useMemo } from "preact/hooks";
import type { Listed } from "../api/page";
import type { Study } from "../api/studies";
import { trialStates, type Trial, type TrialQuery, type TrialState } from "../api/trials";
import { word } from "../format";
import { trialHref } from "../route";
import { columnsOf, type Column } from "./leaderboardColumns";
import { SortHeader } from "./SortHeader";

const pageSize = 50;

interface Props<V extends TrialQuery> {
  study: Study;
  trials: Listed<Trial>;
  view: V;
  onView: (view: V) => void;
  /** The trial that the reader points at, here or in the chart. */
  lit?: string;
  onLit: (trialId: string | undefined) => void;
}

export function Leaderboard<V extends TrialQuery>({ study, trials, view, onView, lit, onLit }: Props<V>) {
  const columns = useMemo(() => columnsOf(study, trials.items), [study.id, trials]);
  const sort = view.sort ?? "best";
  const isRanked = sort === "best" && view.state === undefined;
  return (
    <section class="card" aria-labelledby="leaderboard-title">
      <header class="card-head">
        <h2 id="leaderboard-title">Leaderboard</h2>
        <StateFilter state={view.state} onState={(state) => onView({ ...view, state, wanted: pageSize })} />
      </header>
      <div class="scroll" tabIndex={0} role="region" aria-labelledby="leaderboard-title">
        <table class="grid leaderboard" onMouseLeave={() => onLit(undefined)}>
          <thead>
            <tr>
              <th scope="col" class="num" title="1 is best">Rank</th>
              {columns.map((column) => (
                <SortHeader
                  key={column.sort}
                  column={column}
                  sort={sort}
                  natural={column.sort === "best" && study.mode === "max" ? "descending" : "ascending"}
                  onSort={(next) => onView({ ...view, sort: next })}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {trials.items.map((trial, index) => (
              <TrialRow
                key={trial.id}
                trial={trial}
                rank={isRanked && trial.bestValue !== undefined ? index + 1 : undefined}
                columns={columns}
                isLit={trial.id === lit}
                onLit={onLit}
              />
            ))}
          </tbody>
        </table>
      </div>
      {trials.items.length === 0 && <p class="quiet">{view.state ? `No trial is ${word(view.state)}.` : "No trials yet."}</p>}
      {trials.hasMore && (
        <button type="button" class="more" onClick={() => onView({ ...view, wanted: trials.items.length + pageSize })}>
          Load more
        </button>
      )}
    </section>
  );
}

function StateFilter({ state, onState }: { state?: TrialState; onState: (state?: TrialState) => void }) {
  return (
    <label class="choice">
      State
      <select value={state ?? ""} onChange={(event) => onState((event.currentTarget.value || undefined) as TrialState)}>
        <option value="">all</option>
        {trialStates.map((each) => (
          <option key={each} value={each}>{word(each)}</option>
        ))}
      </select>
    </label>
  );
}

interface RowProps {
  trial: Trial;
  rank?: number;
  columns: Column[];
  isLit: boolean;
  onLit: (trialId: string) => void;
}

function TrialRow({ trial, rank, columns, isLit, onLit }: RowProps) {
  return (
    <tr
      class={isLit ? "row is-lit" : "row"}
      data-trial={trial.number}
      onMouseEnter={() => onLit(trial.id)}
      onFocusCapture={() => onLit(trial.id)}
      onClick={() => (location.hash = trialHref(trial.studyId, trial.id))}
    >
      <td class="num quiet">{rank ?? "–"}</td>
      {columns.map((column) => (
        <td key={column.sort} class={column.isNumber ? "num" : undefined}>{column.cell(trial)}</td>
      ))}
    </tr>
  );
}
