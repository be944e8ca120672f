import type { Study, StudyAction } from "../api/studies";
import { duration, metric } from "../format";
import { useNow } from "../live/useNow";
import { trialHref } from "../route";
import { ConfigList } from "./ConfigList";
import { StateChip } from "./StateChip";
import { StudyActions } from "./StudyActions";
import { TrialCountsBar } from "./TrialCountsBar";

interface Props {
  study: Study;
  onAction: (action: StudyAction) => Promise<void>;
}

export function StudyHeader({ study, onAction }: Props) {
  const now = useNow(study.endedAt === undefined);
  const elapsed = (study.endedAt?.getTime() ?? now) - study.createdAt.getTime();
  return (
    <section class="card study">
      <div class="study-title">
        <h1>{study.name}</h1>
        <StateChip state={study.state} />
        {study.reason && <span class="quiet">{study.reason}</span>}
        {study.pendingReason && <span class="quiet">waits: {study.pendingReason}</span>}
        {study.priority !== 0 && <span class="quiet">priority {study.priority}</span>}
        {study.weight !== 1 && <span class="quiet">weight {study.weight}</span>}
        <StudyActions study={study} onAction={onAction} />
      </div>
      <div class="study-facts">
        <BestValue study={study} />
        <div class="fact">
          <h2>Elapsed</h2>
          <p class="big">{duration(elapsed)}</p>
          <p class="quiet">since {study.createdAt.toLocaleString()}</p>
        </div>
        <div class="fact wide">
          <h2>
            Trials <span class="quiet">of {study.numSamples}</span>
          </h2>
          <TrialCountsBar trials={study.trials} numSamples={study.numSamples} showsLegend />
        </div>
      </div>
      {study.best && <ConfigList config={study.best.config} />}
    </section>
  );
}

function BestValue({ study }: { study: Study }) {
  const { best } = study;
  return (
    <div class="fact">
      <h2>
        Best {study.metric} <span class="quiet">{study.mode}</span>
      </h2>
      <p class="big" data-testid="best-value">{metric(best?.bestValue)}</p>
      <p class="quiet">
        {best ? (
          <>
            <a href={trialHref(study.id, best.id)}>trial #{best.number}</a> at step {best.bestStep}
          </>
        ) : (
          "no trial has reported yet"
        )}
      </p>
    </div>
  );
}
