import { useMemo, useState } from "preact/hooks";
import type { Curve, Rung, Study } from "../api/studies";
import { metric, word } from "../format";
import { CurveCanvas } from "./CurveCanvas";
import { valueRange } from "./curveData";

const limits = [10, 20, 50];

interface Props {
  study: Study;
  curves: Curve[];
  rungs: Rung[];
  limit: number;
  onLimit: (limit: number) => void;
  lit?: string;
  onLit: (trialId: string | undefined) => void;
  onOpen: (trialId: string) => void;
}

/** The study's metric by step for its best trials; the colour is the trial's state, the thick curve is the best. */
export function LearningCurves({ study, curves, rungs, limit, onLimit, lit, onLit, onOpen }: Props) {
  const [hasLogSteps, setLogSteps] = useState(false);
  const [step, setStep] = useState<number>();
  // By number, not by rank: the plot need not be made anew when two trials change places.
  const ordered = useMemo(() => curves.toSorted((a, b) => a.number - b.number), [curves]);
  const range = useMemo(() => valueRange(curves, study.mode), [curves]);
  const milestones = useMemo(() => [...new Set(rungs.map((rung) => rung.milestone))], [rungs]);
  return (
    <section class="card curves" aria-labelledby="curves-title">
      <header class="card-head">
        <h2 id="curves-title">
          Learning curves <span class="quiet">{study.metric} by step</span>
        </h2>
        <label class="choice">
          <input type="checkbox" checked={hasLogSteps} onChange={() => setLogSteps(!hasLogSteps)} /> log steps
        </label>
        <label class="choice">
          Best
          <select value={limit} onChange={(event) => onLimit(Number(event.currentTarget.value))}>
            {limits.map((each) => (
              <option key={each} value={each}>{each}</option>
            ))}
          </select>
        </label>
      </header>
      {curves.length === 0 ? (
        <p class="quiet canvas">No trial has reported yet.</p>
      ) : (
        <CurveCanvas
          curves={ordered}
          bestTrialId={study.best?.id}
          milestones={milestones}
          range={range}
          hasLogSteps={hasLogSteps}
          lit={lit}
          onLit={onLit}
          onStep={setStep}
          onOpen={onOpen}
        />
      )}
      <CurveReadout curve={curves.find((curve) => curve.trialId === lit)} step={step} />
    </section>
  );
}

function CurveReadout({ curve, step }: { curve?: Curve; step?: number }) {
  if (!curve) return <p class="readout quiet">Point at a curve for its trial; dashed: milestones.</p>;
  const pointed = step === undefined ? -1 : curve.steps.indexOf(step);
  const index = pointed < 0 ? curve.steps.length - 1 : pointed;
  return (
    <p class="readout">
      <b>#{curve.number}</b> <span class={`chip is-${word(curve.state)}`}>{word(curve.state)}</span> step{" "}
      {curve.steps[index] ?? "–"} <b>{metric(curve.values[index])}</b>
    </p>
  );
}
