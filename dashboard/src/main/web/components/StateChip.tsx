import type { StudyState } from "../api/studies";
import type { TrialState } from "../api/trials";
import { word } from "../format";

export function StateChip({ state }: { state: StudyState | TrialState }) {
  return <span class={`chip is-${word(state)}`}>{word(state)}</span>;
}
