import type { Study } from "../api/studies";
import { ago, metric } from "../format";
import { useNow } from "../live/useNow";
import { studyHref } from "../route";
import { StateChip } from "./StateChip";
import { TrialCountsBar } from "./TrialCountsBar";

export function StudyTable({ studies }: { studies: Study[] }) {
  const now = useNow(true);
  return (
    <div class="card scroll">
      <table class="grid studies">
        <thead>
          <tr>
            <th scope="col">Study</th>
            <th scope="col">State</th>
            <th scope="col">Metric</th>
            <th scope="col">Trials</th>
            <th scope="col" class="num">Best value</th>
            <th scope="col" class="num">Created</th>
          </tr>
        </thead>
        <tbody>
          {studies.map((study) => (
            <StudyRow key={study.id} study={study} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function StudyRow({ study, now }: { study: Study; now: number }) {
  return (
    <tr class="row" onClick={() => (location.hash = studyHref(study.id))}>
      <th scope="row">
        <a href={studyHref(study.id)}>{study.name}</a>
      </th>
      <td>
        <StateChip state={study.state} />
      </td>
      <td>
        {study.metric} <span class="quiet">{study.mode}</span>
      </td>
      <td>
        <TrialCountsBar trials={study.trials} numSamples={study.numSamples} />
      </td>
      <td class="num">{metric(study.best?.bestValue)}</td>
      <td class="num" title={study.createdAt.toLocaleString()}>
        {ago(now - study.createdAt.getTime())}
      </td>
    </tr>
  );
}
