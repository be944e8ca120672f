import { get, post } from "./http";
import { toDate, toNumber, type NumberJson } from "./numbers";
import { list, type Listed, type PageJson } from "./page";
import { toTrial, type Trial, type TrialJson, type TrialState } from "./trials";

export type StudyState = "RUNNING" | "PAUSED" | "COMPLETED" | "FAILED" | "CANCELLED";
export type StudyAction = "pause" | "resume" | "cancel" | "retry" | "archive" | "unarchive";
export type TrialCounts = Partial<Record<TrialState, number>>;

/** A metric that is optimised, and which way is better. */
export interface Objective {
  name: string;
  mode: "min" | "max";
}

interface StudyJson {
  id: string;
  name: string;
  state: StudyState;
  reason?: string;
  pending_reason?: string;
  metric: string;
  mode: "min" | "max";
  version: number;
  num_samples: number;
  definition?: { scheduler?: { max_t?: number }; metrics?: Objective[]; priority?: number; weight?: number };
  trials: TrialCounts;
  best?: TrialJson;
  created_at: string;
  ended_at?: string;
  archived_at?: string;
}

export interface Study {
  id: string;
  name: string;
  state: StudyState;
  reason?: string;
  /** What it waits for while none of its trials runs. */
  pendingReason?: string;
  metric: string;
  mode: "min" | "max";
  version: number;
  numSamples: number;
  /** The step at which a trial is complete; absent when trials end by themselves. */
  maxStep?: number;
  /** A study of a higher one gets workers first. */
  priority: number;
  /** Studies of the same priority share the workers in proportion to it. */
  weight: number;
  /** All metrics; one where the study has one. */
  objectives: Objective[];
  trials: TrialCounts;
  best?: Trial;
  createdAt: Date;
  endedAt?: Date;
  archivedAt?: Date;
}

interface CurveJson {
  trial_id: string;
  number: number;
  state: TrialState;
  steps: number[];
  values: NumberJson[];
}

/** A study's metric by step, for one trial. */
export interface Curve {
  trialId: string;
  number: number;
  state: TrialState;
  steps: number[];
  values: number[];
}

interface RungJson {
  bracket: number;
  milestone: number;
  size: number;
  promoted: number;
  waiting: number;
  best?: NumberJson;
}

export interface Rung {
  bracket: number;
  milestone: number;
  size: number;
  promoted: number;
  waiting: number;
  best?: number;
}

const toStudy = (json: StudyJson): Study => ({
  id: json.id,
  name: json.name,
  state: json.state,
  reason: json.reason,
  pendingReason: json.pending_reason,
  metric: json.metric,
  mode: json.mode,
  version: json.version,
  numSamples: json.num_samples,
  maxStep: json.definition?.scheduler?.max_t,
  priority: json.definition?.priority ?? 0,
  weight: json.definition?.weight ?? 1,
  objectives: json.definition?.metrics ?? [{ name: json.metric, mode: json.mode }],
  trials: json.trials,
  best: json.best && toTrial(json.best),
  createdAt: new Date(json.created_at),
  endedAt: toDate(json.ended_at),
  archivedAt: toDate(json.archived_at),
});

const toCurve = (json: CurveJson): Curve => ({
  trialId: json.trial_id,
  number: json.number,
  state: json.state,
  steps: json.steps,
  values: json.values.map(toNumber),
});

const toRung = (json: RungJson): Rung => ({
  ...json,
  best: json.best === undefined ? undefined : toNumber(json.best),
});

export async function listStudies(wanted: number, signal?: AbortSignal): Promise<Listed<Study>> {
  const found = await list<StudyJson>("/studies", {}, wanted, signal);
  return { items: found.items.map(toStudy), hasMore: found.hasMore };
}

export const getStudy = (id: string, signal?: AbortSignal): Promise<Study> =>
  get<StudyJson>(`/studies/${id}`, {}, signal).then(toStudy);

export const listCurves = (id: string, limit: number, signal?: AbortSignal): Promise<Curve[]> =>
  get<PageJson<CurveJson>>(`/studies/${id}/curves`, { limit }, signal).then((page) => page.items.map(toCurve));

export const listRungs = (id: string, signal?: AbortSignal): Promise<Rung[]> =>
  get<PageJson<RungJson>>(`/studies/${id}/rungs`, {}, signal).then((page) => page.items.map(toRung));

/** The trials that no other one beats in every metric. */
export const listFront = (id: string, signal?: AbortSignal): Promise<Trial[]> =>
  get<PageJson<TrialJson>>(`/studies/${id}/front`, {}, signal).then((page) => page.items.map(toTrial));

export const actOnStudy = (id: string, action: StudyAction): Promise<Study> =>
  post<StudyJson>(`/studies/${id}:${action}`).then(toStudy);
