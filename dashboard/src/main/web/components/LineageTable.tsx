import type { Takeover } from "../api/trialDetail";
import { flatten } from "../flatten";
import { parameter } from "../format";
import { trialHref } from "../route";

interface Props {
  studyId: string;
  /** Oldest first. */
  lineage: Takeover[];
}

/** From whom a trial of population based training took over, and what changed with it. */
export function LineageTable({ studyId, lineage }: Props) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Lineage">
      <table class="grid">
        <thead>
          <tr>
            <th scope="col" class="num">After step</th>
            <th scope="col">Weights of</th>
            <th scope="col">Config</th>
          </tr>
        </thead>
        <tbody>
          {lineage.map((takeover) => (
            <tr key={takeover.step}>
              <th scope="row" class="num">{takeover.step}</th>
              <td>
                <a href={trialHref(studyId, takeover.donorId)}>trial #{takeover.donor}</a> at step {takeover.donorStep}
              </td>
              <td>{changes(takeover).map((change) => <div key={change}>{change}</div>)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function changes({ oldConfig, newConfig }: Takeover): string[] {
  const before = new Map(flatten(oldConfig));
  const after = new Map(flatten(newConfig));
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => JSON.stringify(before.get(path)) !== JSON.stringify(after.get(path)))
    .map((path) => `${path} ${parameter(before.get(path))} → ${parameter(after.get(path))}`);
}
