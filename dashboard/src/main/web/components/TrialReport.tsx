import type { Study } from "../api/studies";
import type { Basis, TrialDetail } from "../api/trialDetail";
import { duration, metric } from "../format";
import { CheckpointTable } from "./CheckpointTable";
import { ConfigList } from "./ConfigList";
import { DecisionTimeline } from "./DecisionTimeline";
import { LineageTable } from "./LineageTable";
import { MeasurementTable } from "./MeasurementTable";
import { RunOrigin } from "./RunOrigin";

/** What is known about a trial: how it does, why it is where it is, what it was given, what it reported. */
export function TrialReport({ detail, study }: { detail: TrialDetail; study: Study }) {
  const { trial, decisions, lineage, measurements, checkpoints, provenance, log, suggestedBy, basis } = detail;
  return (
    <>
      {trial.reason && <p>{trial.reason}</p>}
      {trial.pendingReason && <p data-testid="waits">waits: {trial.pendingReason}</p>}
      <dl class="facts">
        <Fact name={`best ${study.metric}`} value={metric(trial.bestValue)} />
        <Fact name="at step" value={trial.bestStep ?? "–"} />
        <Fact name="step" value={study.maxStep ? `${trial.step} of ${study.maxStep}` : trial.step} />
        <Fact name="running time" value={duration(trial.seconds * 1000)} />
        <Fact name="worker" value={trial.worker ?? "–"} />
        <Fact name="attempt" value={trial.attempt} />
      </dl>
      {trial.error && (
        <section>
          <h3>Error</h3>
          <pre class="error">{trial.error}</pre>
        </section>
      )}
      <section>
        <h3>Decisions</h3>
        <DecisionTimeline decisions={decisions} milestone={trial.milestone} />
      </section>
      {lineage.length > 0 && (
        <section>
          <h3>Lineage</h3>
          <LineageTable studyId={study.id} lineage={lineage} />
        </section>
      )}
      <section>
        <h3>Config</h3>
        <ConfigList config={trial.config} />
        {suggestedBy && <p class="quiet">{suggestedBy}</p>}
        {basis && <BasisFacts basis={basis} />}
      </section>
      {log && (
        <section>
          <h3>Last lines of the log</h3>
          <pre tabIndex={0}>{log}</pre>
        </section>
      )}
      <section>
        <h3>Checkpoints</h3>
        <CheckpointTable checkpoints={checkpoints} metric={study.metric} />
      </section>
      <section>
        <h3>Measurements</h3>
        <MeasurementTable measurements={measurements} metric={study.metric} />
      </section>
      {provenance.length > 0 && (
        <section data-testid="provenance">
          <h3>Provenance</h3>
          <RunOrigin runs={provenance} />
        </section>
      )}
    </>
  );
}

function BasisFacts({ basis }: { basis: Basis }) {
  const { observations, step, densityRatio, expectedImprovement } = basis;
  return (
    <dl class="facts" data-testid="basis">
      <Fact name="chosen by" value={basis.source.toLowerCase()} />
      {observations !== undefined && (
        <Fact name="results known" value={step ? `${observations} at step ${step}` : observations} />
      )}
      {densityRatio !== undefined && <Fact name="good ÷ other density" value={metric(densityRatio)} />}
      {expectedImprovement !== undefined && <Fact name="expected improvement, σ" value={metric(expectedImprovement)} />}
    </dl>
  );
}

function Fact({ name, value }: { name: string; value: string | number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
