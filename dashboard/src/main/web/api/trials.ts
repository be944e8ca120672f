import { get } from "./http";
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
  seconds: number;
  startedAt?: Date;
  endedAt?: Date;
}

interface DecisionJson {
  kind: string;
  step: number;
  milestone?: number;
  reason: string;
  decided_at: string;
}

export interface Decision {
  kind: string;
  step: number;
  milestone?: number;
  reason: string;
  decidedAt: Date;
}

interface TrialDetailJson {
  trial: TrialJson;
  suggested_by?: string;
  decisions: DecisionJson[];
  log?: string;
}

interface MeasurementJson {
  step: number;
  metrics: Record<string, NumberJson>;
  seconds?: number;
  attempt: number;
}

export interface Measurement {
  step: number;
  metrics: Record<string, number>;
  seconds?: number;
  attempt: number;
}

export interface TrialDetail {
  trial: Trial;
  suggestedBy?: string;
  decisions: Decision[];
  log?: string;
  measurements: Listed<Measurement>;
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
  seconds: json.seconds,
  startedAt: toDate(json.started_at),
  endedAt: toDate(json.ended_at),
});

const toDecision = (json: DecisionJson): Decision => ({
  kind: json.kind,
  step: json.step,
  milestone: json.milestone,
  reason: json.reason,
  decidedAt: new Date(json.decided_at),
});

const toMeasurement = (json: MeasurementJson): Measurement => ({ ...json, metrics: toNumbers(json.metrics) });

export interface TrialQuery {
  /** A column such as {@code step} or {@code config.lr}, with "-" before it for descending; absent: best first. */
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

const mostMeasurements = 1000;

export async function getTrial(id: string, signal?: AbortSignal): Promise<TrialDetail> {
  const [detail, measured] = await Promise.all([
    get<TrialDetailJson>(`/trials/${id}`, {}, signal),
    list<MeasurementJson>(`/trials/${id}/measurements`, {}, mostMeasurements, signal),
  ]);
  return {
    trial: toTrial(detail.trial),
    suggestedBy: detail.suggested_by,
    decisions: detail.decisions.map(toDecision),
    log: detail.log,
    measurements: { items: measured.items.map(toMeasurement), hasMore: measured.hasMore },
  };
}
