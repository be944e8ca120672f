import type { ComponentChildren } from "preact";
import type { Study } from "../api/studies";
import type { Trial } from "../api/trials";
import { flatten } from "../flatten";
import { metric, parameter } from "../format";
import { trialHref } from "../route";
import { StateChip } from "./StateChip";
import { StepBar } from "./StepBar";

/** One column of the leaderboard. */
export interface Column {
  /** The word by which the service sorts. */
  sort: string;
  label: string;
  isNumber: boolean;
  cell: (trial: Trial) => ComponentChildren;
}

export function columnsOf(study: Study, trials: Trial[]): Column[] {
  return [...trialColumns(study), ...metricColumns(study, trials), ...configColumns(trials)];
}

const trialColumns = (study: Study): Column[] => [
  {
    sort: "number",
    label: "Trial",
    isNumber: true,
    cell: (trial) => <a href={trialHref(study.id, trial.id)}>#{trial.number}</a>,
  },
  {
    sort: "best",
    label: `Best ${study.metric}`,
    isNumber: true,
    cell: (trial) => <b title={`at step ${trial.bestStep ?? "–"}`}>{metric(trial.bestValue)}</b>,
  },
  { sort: "state", label: "State", isNumber: false, cell: (trial) => <StateChip state={trial.state} /> },
  {
    sort: "step",
    label: "Step",
    isNumber: true,
    cell: (trial) => <StepBar step={trial.step} maxStep={study.maxStep} />,
  },
];

function metricColumns(study: Study, trials: Trial[]): Column[] {
  const names = new Set([study.metric, ...trials.flatMap((trial) => Object.keys(trial.metrics))]);
  return [...names].map((name) => ({
    sort: `metrics.${name}`,
    label: name,
    isNumber: true,
    cell: (trial) => metric(trial.metrics[name]),
  }));
}

function configColumns(trials: Trial[]): Column[] {
  const entries = trials.flatMap((trial) => flatten(trial.config));
  const texts = new Set(entries.filter(([, value]) => typeof value !== "number").map(([path]) => path));
  return [...new Set(entries.map(([path]) => path))].map((path) => ({
    sort: `config.${path}`,
    label: path,
    isNumber: !texts.has(path),
    cell: (trial) => parameter(new Map(flatten(trial.config)).get(path)),
  }));
}
