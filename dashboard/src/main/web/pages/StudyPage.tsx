import { useEffect, useState } from "preact/hooks";
import { actOnStudy, type StudyAction } from "../api/studies";
import { FrontPlot } from "../components/FrontPlot";
import { LearningCurves } from "../components/LearningCurves";
import { Leaderboard } from "../components/Leaderboard";
import { Problem } from "../components/Problem";
import { RungLadder } from "../components/RungLadder";
import { Shell } from "../components/Shell";
import { StudyHeader } from "../components/StudyHeader";
import { useLive } from "../live/useLive";
import { studyHref, trialHref } from "../route";
import { loadBoard, type Board, type BoardView } from "./board";
import { TrialPanel } from "./TrialPanel";

const everyMs = 1_000;
const pageSize = 50;

interface Props {
  studyId: string;
  /** The trial whose panel is open. */
  trialId?: string;
}

export function StudyPage({ studyId, trialId }: Props) {
  const [view, setView] = useState<BoardView>({ wanted: pageSize, curves: 20 });
  const [lit, light] = useState<string>();
  const [refusal, setRefusal] = useState<Error>();
  const { value: board, error, refresh } = useLive<Board>(
    (signal, last) => loadBoard(studyId, view, signal, last),
    JSON.stringify(view),
    { events: `/studies/${studyId}/events`, everyMs },
  );
  useEffect(() => {
    document.title = `${board?.study.name ?? "Study"} · Tuner`;
  }, [board?.study.name]);

  const act = (action: StudyAction) =>
    actOnStudy(studyId, action).then(() => setRefusal(undefined), setRefusal).then(refresh);
  const open = (id: string) => (location.hash = trialHref(studyId, id));
  const close = () => (location.hash = studyHref(studyId));

  if (!board) return <Shell error={error}>{!error && <p class="quiet">Loading the study…</p>}</Shell>;
  const { study, trials, curves, rungs, front } = board;
  return (
    <Shell title={study.name} error={error}>
      {refusal && <Problem error={refusal} />}
      <StudyHeader study={study} onAction={act} />
      <div class="views">
        <LearningCurves
          study={study}
          curves={curves}
          rungs={rungs}
          limit={view.curves}
          onLimit={(limit) => setView({ ...view, curves: limit })}
          lit={lit ?? trialId}
          onLit={light}
          onOpen={open}
        />
        <RungLadder rungs={rungs} isOver={study.endedAt !== undefined} />
      </div>
      {study.objectives.length > 1 && (
        <FrontPlot study={study} trials={trials.items} front={front} lit={lit ?? trialId} onLit={light} onOpen={open} />
      )}
      <Leaderboard study={study} trials={trials} view={view} onView={setView} lit={lit ?? trialId} onLit={light} />
      {trialId && <TrialPanel key={trialId} trialId={trialId} study={study} onClose={close} />}
    </Shell>
  );
}
