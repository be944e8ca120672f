import type { Listed } from "../api/page";
import { getStudy, listCurves, listFront, listRungs, type Curve, type Rung, type Study } from "../api/studies";
import { listTrials, type Trial, type TrialQuery } from "../api/trials";

/** What the reader chose to see of a study. */
export interface BoardView extends TrialQuery {
  /** How many learning curves; those of the best trials. */
  curves: number;
}

/** A study and all that is drawn of it, loaded together. */
export interface Board {
  study: Study;
  view: BoardView;
  trials: Listed<Trial>;
  curves: Curve[];
  rungs: Rung[];
  /** The trials that no other one beats in every metric; none where there is one metric. */
  front: Trial[];
}

/** Asks for the study; asks for the rest only when the study's version or the view is another one than last time. */
export async function loadBoard(id: string, view: BoardView, signal: AbortSignal, last?: Board): Promise<Board> {
  const study = await getStudy(id, signal);
  if (last && last.study.version === study.version && last.view === view) return last;
  const [trials, curves, rungs, front] = await Promise.all([
    listTrials(id, view, signal),
    listCurves(id, view.curves, signal),
    listRungs(id, signal),
    study.objectives.length > 1 ? listFront(id, signal) : [],
  ]);
  return { study, view, trials, curves, rungs, front };
}
