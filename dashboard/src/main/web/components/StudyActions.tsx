import { useState } from "preact/hooks";
import type { Study, StudyAction } from "../api/studies";
import { ConfirmDialog } from "./ConfirmDialog";

interface Props {
  study: Study;
  onAction: (action: StudyAction) => Promise<void>;
}

/** The buttons that a study's state allows. */
export function StudyActions({ study, onAction }: Props) {
  const [isBusy, setBusy] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const act = async (action: StudyAction) => {
    setAsking(false);
    setBusy(true);
    await onAction(action);
    setBusy(false);
  };
  const isOpen = study.state === "RUNNING" || study.state === "PAUSED";
  return (
    <div class="actions">
      {study.state === "RUNNING" && (
        <button type="button" disabled={isBusy} onClick={() => act("pause")}>Pause</button>
      )}
      {study.state === "PAUSED" && (
        <button type="button" disabled={isBusy} onClick={() => act("resume")}>Resume</button>
      )}
      {(study.trials.FAILED ?? 0) > 0 && study.state !== "CANCELLED" && !study.archivedAt && (
        <button type="button" disabled={isBusy} onClick={() => act("retry")}>Retry failed</button>
      )}
      {!isOpen && (
        <button type="button" disabled={isBusy} onClick={() => act(study.archivedAt ? "unarchive" : "archive")}>
          {study.archivedAt ? "Unarchive" : "Archive"}
        </button>
      )}
      {isOpen && (
        <button type="button" class="danger" disabled={isBusy} onClick={() => setAsking(true)}>Cancel</button>
      )}
      {isAsking && (
        <ConfirmDialog
          question={`Cancel the study ${study.name}?`}
          consequence="Its trials are cancelled and no new ones start. This cannot be undone."
          yes="Cancel the study"
          no="Keep it"
          onYes={() => act("cancel")}
          onNo={() => setAsking(false)}
        />
      )}
    </div>
  );
}
