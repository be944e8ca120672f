import { toDate, toNumber, toNumbers, type NumberJson } from "./numbers";
import { list, type Listed } from "./page";

export const trialStates = ["PENDING", "RUNNING", "PAUSED", "COMPLETED", "STOPPED", "FAILED", "CANCELLED"] as const;
export type TrialState = (typeof trialStates)[number];
export type Config = Record<string, unknown>;

export interface TrialJson {
  id: string;
  study_id: string;
  number: number;
  state: TrialState;
  reason?: string;
  config: Config;
  step: number;
  metrics?: Record<string, NumberJson>;
  best_value?: NumberJson;
  best_step?: number;
  milestone?: number;
  attempt: number;
  worker?: string;
  checkpoint_step?: number;
  error?: string;
  pending_reason?: string;
  seconds: number;
  started_at?: string;
  ended_at?: string;
}

export interface Trial {
  id: string;
  studyId: string;
  number: number;
  state: TrialState;
  reason?: string;
  config: Config;
  step: number;
  metrics: Record<string, number>;
  bestValue?: number;
  bestStep?: number;
  milestone?: number;
  attempt: number;
  worker?: string;
  checkpointStep?: number;
  error?: string;
  /** What it waits for while it is PENDING. */
  pendingReason?: string;
  seconds: number;
  startedAt?: Date;
  endedAt?: Date;
}

export const toTrial = (json: TrialJson): Trial => ({
  id: json.id,
  studyId: json.study_id,
  number: json.number,
  state: json.state,
  reason: json.reason,
  config: json.config,
  step: json.step,
  metrics: toNumbers(json.metrics),
  bestValue: json.best_value === undefined ? undefined : toNumber(json.best_value),
  bestStep: json.best_step,
  milestone: json.milestone,
  attempt: json.attempt,
  worker: json.worker,
  checkpointStep: json.checkpoint_step,
  error: json.error,
  pendingReason: json.pending_reason,
  seconds: json.seconds,
  startedAt: toDate(json.started_at),
  endedAt: toDate(json.ended_at),
});

export interface TrialQuery {
  /** A column such as {@code step} or {@code config.lr}, with "-" before it for descending; absent: best first, as {@code best}. */
  sort?: string;
  state?: TrialState;
  wanted: number;
}

const pageSize = 50;

export async function listTrials(studyId: string, query: TrialQuery, signal?: AbortSignal): Promise<Listed<Trial>> {
  const { sort, state, wanted } = query;
  const path = `/studies/${studyId}/trials`;
  const found = await list<TrialJson>(path, { sort, state, page_size: pageSize }, wanted, signal);
  return { items: found.items.map(toTrial), hasMore: found.hasMore };
}
