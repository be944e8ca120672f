import { checkpointAddress, type Checkpoint } from "../api/checkpoints";
import { metric as formatMetric, size } from "../format";

interface Props {
  checkpoints: Checkpoint[];
  /** The study's metric. */
  metric: string;
}

/** The checkpoints of a trial that are kept, the newest first, to download. */
export function CheckpointTable({ checkpoints, metric }: Props) {
  if (checkpoints.length === 0) return <p class="quiet">None are kept.</p>;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Checkpoints">
      <table class="grid">
        <thead>
          <tr>
            <th scope="col" class="num">Step</th>
            <th scope="col" class="num">{metric}</th>
            <th scope="col" class="num">Size</th>
            <th scope="col">SHA-256</th>
            <th scope="col">Bytes</th>
          </tr>
        </thead>
        <tbody>
          {checkpoints.toReversed().map((checkpoint) => (
            <tr key={checkpoint.step}>
              <th scope="row" class="num">{checkpoint.step}</th>
              <td class="num">{formatMetric(checkpoint.value)}</td>
              <td class="num">{size(checkpoint.bytes)}</td>
              <td title={checkpoint.sha256}>{checkpoint.sha256.slice(0, 12)}</td>
              <td>
                <a href={checkpointAddress(checkpoint)} download aria-label={`Download step ${checkpoint.step}`}>
                  Download
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
