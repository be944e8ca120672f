import type { Listed } from "../api/page";
import type { Measurement } from "../api/trialDetail";
import { metric as formatMetric } from "../format";

interface Props {
  measurements: Listed<Measurement>;
  /** The study's metric; stands first. */
  metric: string;
}

export function MeasurementTable({ measurements, metric }: Props) {
  const { items, hasMore } = measurements;
  if (items.length === 0) return <p class="quiet">None yet.</p>;
  const names = [...new Set([metric, ...items.flatMap((item) => Object.keys(item.metrics))])];
  return (
    <div class="scroll measurements" tabIndex={0} role="region" aria-label="Measurements">
      <table class="grid">
        <thead>
          <tr>
            <th scope="col" class="num">Step</th>
            {names.map((name) => (
              <th key={name} scope="col" class="num">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.toReversed().map((item) => (
            <tr key={item.step}>
              <th scope="row" class="num">{item.step}</th>
              {names.map((name) => (
                <td key={name} class="num">{formatMetric(item.metrics[name])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {hasMore && <p class="quiet">The service has more of them.</p>}
    </div>
  );
}
