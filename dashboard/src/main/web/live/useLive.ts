import { useEffect, useRef, useState } from "preact/hooks";
import { follow } from "./follow";
import { poll, type Polling } from "./poll";

export interface Live<T> {
  /** The last value that arrived; kept while a newer one cannot be had. */
  value?: T;
  /** Why there is no newer value; absent while all is well. */
  error?: Error;
  refresh: () => void;
}

/** When a value is loaded again. */
export interface Freshness {
  /** The stream of events that says so. */
  events: string;
  /** How often it is loaded while that stream cannot be had. */
  everyMs: number;
}

/**
 * Loads a value whenever there is news and draws it when it is another one. A change of {@code key} loads at once; without
 * {@code fresh} that is the only reason to load. {@code load} may answer its {@code last} value: nothing is drawn then.
 */
export function useLive<T>(
  load: (signal: AbortSignal, last?: T) => Promise<T>,
  key: string,
  fresh?: Freshness,
): Live<T> {
  const [state, setState] = useState<{ value?: T; error?: Error }>({});
  const last = useRef<T | undefined>(undefined);
  const polling = useRef<Polling | undefined>(undefined);

  useEffect(() => {
    const loadOnce = async (signal: AbortSignal) => {
      const value = await load(signal, last.current);
      last.current = value;
      setState((now) => (now.value === value && !now.error ? now : { value }));
    };
    const onFailure = (error: Error) => setState((now) => ({ ...now, error }));
    let isFed = false;
    const asking = poll(loadOnce, onFailure, fresh?.everyMs, () => isFed);
    polling.current = asking;
    const line = (isOpen: boolean) => {
      isFed = isOpen;
      asking.now(); // what happened before the line was open, or from now on by the clock
    };
    const following = fresh && follow(fresh.events, asking.now, line);
    return () => {
      following?.stop();
      asking.stop();
    };
  }, [key, fresh?.events, fresh?.everyMs]);

  return { ...state, refresh: () => polling.current?.now() };
}
