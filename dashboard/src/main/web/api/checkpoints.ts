import { address } from "./http";
import { toNumber, type NumberJson } from "./numbers";

export interface CheckpointJson {
  trial_id: string;
  step: number;
  bytes: number;
  sha256: string;
  value?: NumberJson;
}

/** A stored checkpoint; {@code value}: the study's metric at its step. */
export interface Checkpoint {
  trialId: string;
  step: number;
  bytes: number;
  sha256: string;
  value?: number;
}

export const toCheckpoint = (json: CheckpointJson): Checkpoint => ({
  trialId: json.trial_id,
  step: json.step,
  bytes: json.bytes,
  sha256: json.sha256,
  value: json.value === undefined ? undefined : toNumber(json.value),
});

/** Where its bytes are read. */
export const checkpointAddress = ({ trialId, step }: Checkpoint): string =>
  address(`/trials/${trialId}/checkpoints/${step}`);
