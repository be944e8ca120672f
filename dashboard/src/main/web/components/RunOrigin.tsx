import type { Provenance } from "../api/trialDetail";
import { ConfigList } from "./ConfigList";

/** What ran the trial last, and how to run it again; of several runs, how many there were. */
export function RunOrigin({ runs }: { runs: Provenance[] }) {
  const last = runs[runs.length - 1];
  if (!last) return null;
  const programs = new Set(runs.map((run) => run.version)).size;
  return (
    <>
      {runs.length > 1 && (
        <p class="quiet">
          {`The last of ${runs.length} runs`}
          {programs > 1 && `, of ${programs} different programs`}
        </p>
      )}
      <ConfigList config={{ program: last.version, worker: last.worker ?? "–", ...last.environment }} />
      {last.command && (
        <>
          <p class="quiet">Run it again with</p>
          <pre tabIndex={0}>{last.command}</pre>
        </>
      )}
    </>
  );
}
