import { openEvents } from "../api/http";

const kinds = ["measurement", "decision", "trial", "study", "reset"];
const apartMs = 200;
const firstRetryMs = 1_000;
const slowestRetryMs = 30_000;

/**
 * Listens to a stream of events and says when there is news, at most every {@code apartMs}. Listens only while the page is
 * seen, because a browser keeps few connections to one service.
 *
 * @param onLine told when the stream opens and when it cannot be had
 */
export function follow(path: string, onNews: () => void, onLine: (isOpen: boolean) => void): { stop(): void } {
  const stopped = new AbortController();
  let source: EventSource | undefined;
  let retry: number | undefined;
  let news: number | undefined;
  let failures = 0;

  const tell = () => {
    news ??= setTimeout(() => {
      news = undefined;
      onNews();
    }, apartMs);
  };

  const close = () => {
    clearTimeout(retry);
    source?.close();
    source = undefined;
  };

  const lose = () => {
    onLine(false);
    if (source?.readyState !== EventSource.CLOSED) return; // the browser connects again
    close();
    retry = setTimeout(open, Math.min(firstRetryMs * 2 ** failures++, slowestRetryMs));
  };

  const open = () => {
    close();
    if (document.hidden) return;
    source = openEvents(path);
    source.onopen = () => {
      failures = 0;
      onLine(true);
    };
    source.onerror = lose;
    kinds.forEach((kind) => source?.addEventListener(kind, tell));
  };

  const goAway = () => {
    close();
    onLine(false);
  };

  document.addEventListener("visibilitychange", () => (document.hidden ? goAway() : open()), { signal: stopped.signal });
  window.addEventListener("offline", goAway, { signal: stopped.signal });
  window.addEventListener("online", open, { signal: stopped.signal });
  open();

  return {
    stop: () => {
      stopped.abort();
      clearTimeout(news);
      close();
    },
  };
}
