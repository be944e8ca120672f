import { render } from "preact";
import { StudiesPage } from "./pages/StudiesPage";
import { StudyPage } from "./pages/StudyPage";
import { useRoute } from "./route";

function App() {
  const { studyId, trialId } = useRoute();
  return studyId ? <StudyPage key={studyId} studyId={studyId} trialId={trialId} /> : <StudiesPage />;
}

render(<App />, document.getElementById("app")!);
