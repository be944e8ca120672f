import { ServiceAwayError } from "../api/http";

/** What went wrong, in the service's words. An absent service is told at the foot of the page, so that nothing moves. */
export function Problem({ error }: { error: Error }) {
  const isAway = error instanceof ServiceAwayError;
  return (
    <p class={isAway ? "problem is-away" : "problem"} role="alert">
      {error.message}
      {isAway && ". The page shows what it last knew and keeps trying."}
    </p>
  );
}
