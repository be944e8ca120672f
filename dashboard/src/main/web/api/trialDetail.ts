import { toCheckpoint, type Checkpoint, type CheckpointJson } from "./checkpoints";
import { get } from "./http";
import { toNumbers, type NumberJson } from "./numbers";
import { list, type Listed } from "./page";
import { toTrial, type Trial, type TrialJson } from "./trials";

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

interface BasisJson {
  source: string;
  observations?: number;
  step?: number;
  density_ratio?: number;
  expected_improvement?: number;
}

/** What a config rests on, in numbers. */
export interface Basis {
  source: string;
  /** How many results the model was built from. */
  observations?: number;
  /** Where those results were measured; absent when they are of whole trials. */
  step?: number;
  /** How many times as dense good configs are there as the others. */
  densityRatio?: number;
  /** In standard deviations of the results. */
  expectedImprovement?: number;
}

interface TakeoverJson {
  step: number;
  donor: number;
  donor_id: string;
  donor_step: number;
  old_config: Record<string, unknown>;
  new_config: Record<string, unknown>;
}

/** The trial went on from the weights of another one, with another config. */
export interface Takeover {
  /** Its last step before. */
  step: number;
  /** The number of the trial whose weights it took. */
  donor: number;
  donorId: string;
  donorStep: number;
  oldConfig: Record<string, unknown>;
  newConfig: Record<string, unknown>;
}

interface ProvenanceJson {
  attempt: number;
  worker?: string;
  version: string;
  environment: Record<string, string>;
  command?: string;
  recorded_at: string;
}

/** What ran a trial in one of its runs. */
export interface Provenance {
  attempt: number;
  worker?: string;
  version: string;
  environment: Record<string, string>;
  /** How to run the trial again. */
  command?: string;
  recordedAt: Date;
}

interface TrialDetailJson {
  trial: TrialJson;
  suggested_by?: string;
  basis?: BasisJson;
  decisions: DecisionJson[];
  lineage?: TakeoverJson[];
  provenance: ProvenanceJson[];
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
  basis?: Basis;
  decisions: Decision[];
  /** Oldest first. */
  lineage: Takeover[];
  /** Run after run; empty where the worker did not say. */
  provenance: Provenance[];
  log?: string;
  measurements: Listed<Measurement>;
  checkpoints: Checkpoint[];
}

const toDecision = (json: DecisionJson): Decision => ({
  kind: json.kind,
  step: json.step,
  milestone: json.milestone,
  reason: json.reason,
  decidedAt: new Date(json.decided_at),
});

const toBasis = (json: BasisJson): Basis => ({
  source: json.source,
  observations: json.observations,
  step: json.step,
  densityRatio: json.density_ratio,
  expectedImprovement: json.expected_improvement,
});

const toTakeover = (json: TakeoverJson): Takeover => ({
  step: json.step,
  donor: json.donor,
  donorId: json.donor_id,
  donorStep: json.donor_step,
  oldConfig: json.old_config,
  newConfig: json.new_config,
});

const toProvenance = (json: ProvenanceJson): Provenance => ({
  attempt: json.attempt,
  worker: json.worker,
  version: json.version,
  environment: json.environment,
  command: json.command,
  recordedAt: new Date(json.recorded_at),
});

const toMeasurement = (json: MeasurementJson): Measurement => ({ ...json, metrics: toNumbers(json.metrics) });

const mostMeasurements = 1000;

export async function getTrial(id: string, signal?: AbortSignal): Promise<TrialDetail> {
  const [detail, measured, stored] = await Promise.all([
    get<TrialDetailJson>(`/trials/${id}`, {}, signal),
    list<MeasurementJson>(`/trials/${id}/measurements`, {}, mostMeasurements, signal),
    list<CheckpointJson>(`/trials/${id}/checkpoints`, {}, mostMeasurements, signal),
  ]);
  return {
    trial: toTrial(detail.trial),
    suggestedBy: detail.suggested_by,
    basis: detail.basis && toBasis(detail.basis),
    decisions: detail.decisions.map(toDecision),
    lineage: (detail.lineage ?? []).map(toTakeover),
    provenance: detail.provenance.map(toProvenance),
    log: detail.log,
    measurements: { items: measured.items.map(toMeasurement), hasMore: measured.hasMore },
    checkpoints: stored.items.map(toCheckpoint),
  };
}
