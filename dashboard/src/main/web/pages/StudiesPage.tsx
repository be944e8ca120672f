import { useEffect, useState } from "preact/hooks";
import { listStudies } from "../api/studies";
import { EmptyStudies } from "../components/EmptyStudies";
import { Shell } from "../components/Shell";
import { StudyTable } from "../components/StudyTable";
import { useLive } from "../live/useLive";

const fresh = { events: "/events", everyMs: 2_000 };
const pageSize = 50;

export function StudiesPage() {
  const [wanted, setWanted] = useState(pageSize);
  const { value, error } = useLive((signal) => listStudies(wanted, signal), String(wanted), fresh);
  useEffect(() => {
    document.title = "Studies · Tuner";
  }, []);
  return (
    <Shell error={error}>
      <h1>Studies</h1>
      {value?.items.length === 0 && <EmptyStudies />}
      {value && value.items.length > 0 && <StudyTable studies={value.items} />}
      {value?.hasMore && (
        <button type="button" class="more" onClick={() => setWanted(wanted + pageSize)}>
          Load more
        </button>
      )}
    </Shell>
  );
}
