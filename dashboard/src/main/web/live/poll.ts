const firstRetryMs = 1_000;
const slowestRetryMs = 15_000;

export interface Polling {
  /** Asks again at once. */
  now(): void;
  stop(): void;
}

/**
 * Runs the task now and then every {@code everyMs}: not while the page is hidden, and after failures with growing
 * pauses. Without {@code everyMs} it runs until it succeeds once.
 *
 * @param isFed whether somebody else says when to run it; then it does not run by the clock
 */
export function poll(
  task: (signal: AbortSignal) => Promise<void>,
  onFailure: (error: Error) => void,
  everyMs?: number,
  isFed: () => boolean = () => false,
): Polling {
  const stopped = new AbortController();
  let timer: number | undefined;
  let failures = 0;
  let busy = false;
  let askedAgain = false;

  const pauseMs = () => {
    if (failures > 0) return Math.min(firstRetryMs * 2 ** (failures - 1), slowestRetryMs);
    return document.hidden || isFed() ? undefined : everyMs;
  };

  const attempt = async () => {
    try {
      await task(stopped.signal);
      failures = 0;
    } catch (error) {
      if (stopped.signal.aborted) return;
      failures += 1;
      onFailure(error as Error);
    }
  };

  const now = async () => {
    clearTimeout(timer);
    if (busy) {
      askedAgain = true;
      return;
    }
    busy = true;
    await attempt();
    busy = false;
    if (stopped.signal.aborted) return;
    const pause = askedAgain ? 0 : pauseMs();
    askedAgain = false;
    if (pause !== undefined) timer = setTimeout(now, pause);
  };

  const wake = () => {
    if (!document.hidden && (everyMs !== undefined || failures > 0)) void now();
  };
  document.addEventListener("visibilitychange", wake, { signal: stopped.signal });
  window.addEventListener("online", wake, { signal: stopped.signal });
  void now();

  return {
    now: () => void now(),
    stop: () => {
      clearTimeout(timer);
      stopped.abort();
    },
  };
}
