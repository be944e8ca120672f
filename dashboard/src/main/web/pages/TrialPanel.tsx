import { useEffect, useRef } from "preact/hooks";
import type { Study } from "../api/studies";
import { getTrial } from "../api/trialDetail";
import { Problem } from "../components/Problem";
import { StateChip } from "../components/StateChip";
import { TrialReport } from "../components/TrialReport";
import { useLive } from "../live/useLive";

interface Props {
  trialId: string;
  study: Study;
  onClose: () => void;
}

/** Everything about one trial, beside the leaderboard. Loaded again whenever the study changes; closed, it gives the focus back. */
export function TrialPanel({ trialId, study, onClose }: Props) {
  const { value: detail, error } = useLive((signal) => getTrial(trialId, signal), String(study.version));
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus();
    const closeOnEscape = (event: KeyboardEvent) => event.key === "Escape" && onClose();
    addEventListener("keydown", closeOnEscape);
    return () => {
      removeEventListener("keydown", closeOnEscape);
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);

  return (
    <aside class="panel" aria-labelledby="panel-title">
      <header class="panel-head">
        <h2 id="panel-title" ref={heading} tabIndex={-1}>
          Trial {detail && `#${detail.trial.number}`}
        </h2>
        {detail && <StateChip state={detail.trial.state} />}
        <button type="button" class="close" aria-label="Close the trial" onClick={onClose}>
          ✕
        </button>
      </header>
      {error && <Problem error={error} />}
      {detail && <TrialReport detail={detail} study={study} />}
      {!detail && !error && <p class="quiet">Loading the trial…</p>}
    </aside>
  );
}
