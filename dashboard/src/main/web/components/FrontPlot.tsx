import { useState } from "preact/hooks";
import type { Study } from "../api/studies";
import type { Trial } from "../api/trials";
import { metric } from "../format";
import { toScale } from "./frontScale";

const [width, height, left, bottom] = [720, 320, 64, 40];

interface Props {
  study: Study;
  /** The trials of the leaderboard. */
  trials: Trial[];
  /** Those that no other one beats in every metric. */
  front: Trial[];
  lit?: string;
  onLit: (trialId: string | undefined) => void;
  onOpen: (trialId: string) => void;
}

/** Two metrics of a study against each other, by the last reports: the front in colour, the leaderboard's other trials behind. */
export function FrontPlot({ study, trials, front, lit, onLit, onOpen }: Props) {
  const names = study.objectives.map((objective) => objective.name);
  const [across, setAcross] = useState(names[0]!);
  const [up, setUp] = useState(names[1]!);
  const onFront = new Set(front.map((trial) => trial.id));
  const all = [...trials.filter((trial) => !onFront.has(trial.id)), ...front].filter((trial) =>
    [across, up].every((name) => Number.isFinite(trial.metrics[name])),
  );
  const xOf = toScale(all.map((trial) => trial.metrics[across]!));
  const yOf = toScale(all.map((trial) => trial.metrics[up]!));
  const x = (trial: Trial) => left + xOf(trial.metrics[across]!) * (width - left);
  const y = (trial: Trial) => (1 - yOf(trial.metrics[up]!)) * (height - bottom);
  const pointed = all.find((trial) => trial.id === lit);
  const better = (name: string) => (study.objectives.find((each) => each.name === name)?.mode === "max" ? "more" : "less");
  return (
    <section class="card front" aria-labelledby="front-title">
      <header class="card-head">
        <h2 id="front-title">
          Front <span class="quiet">{front.length} trials that no other one beats in every metric</span>
        </h2>
        <MetricChoice label="Across" names={names} value={across} onValue={setAcross} />
        <MetricChoice label="Up" names={names} value={up} onValue={setUp} />
      </header>
      {all.length === 0 ? (
        <p class="quiet canvas">No trial has reported yet.</p>
      ) : (
        <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${up} against ${across} of ${all.length} trials`}>
          <path class="axis" d={`M${left} 0V${height - bottom}H${width}`} />
          <text x={width} y={height - 8} text-anchor="end">{`${across} (${better(across)} is better)`}</text>
          <text x={-4} y={14} text-anchor="end" transform="rotate(-90)">{`${up} (${better(up)} is better)`}</text>
          {all.map((trial) => (
            <circle
              key={trial.id}
              class={`${onFront.has(trial.id) ? "on-front" : ""} ${trial.id === lit ? "lit" : ""}`}
              data-trial={trial.number}
              cx={x(trial)}
              cy={y(trial)}
              r={onFront.has(trial.id) ? 6 : 4}
              onMouseEnter={() => onLit(trial.id)}
              onMouseLeave={() => onLit(undefined)}
              onClick={() => onOpen(trial.id)}
            />
          ))}
        </svg>
      )}
      <p class={pointed ? "readout" : "readout quiet"}>
        {pointed ? (
          <>
            <b>#{pointed.number}</b> {names.map((name) => `${name} ${metric(pointed.metrics[name])}`).join(", ")}
          </>
        ) : (
          "Point at a trial to see its metrics; click opens it."
        )}
      </p>
    </section>
  );
}

interface ChoiceProps {
  label: string;
  names: string[];
  value: string;
  onValue: (name: string) => void;
}

function MetricChoice({ label, names, value, onValue }: ChoiceProps) {
  return (
    <label class="choice">
      {label}
      <select value={value} onChange={(event) => onValue(event.currentTarget.value)}>
        {names.map((name) => (
          <option key={name} value={name}>{name}</option>
        ))}
      </select>
    </label>
  );
}
