import { useEffect, useRef, useState } from "preact/hooks";
import { poll, type Polling } from "./poll";

export interface Live<T> {
  /** The last value that arrived; kept while a newer one cannot be had. */
  value?: T;
  /** Why there is no newer value; absent while all is well. */
  error?: Error;
  refresh: () => void;
}

/**
 * Loads a value again and again and draws it when it is another one. A change of {@code key} loads at once; without
 * {@code everyMs} that is the only reason to load. {@code load} may answer its {@code last} value: nothing is drawn then.
 */
export function useLive<T>(
  load: (signal: AbortSignal, last?: T) => Promise<T>,
  key: string,
  everyMs?: number,
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
    polling.current = poll(loadOnce, onFailure, everyMs);
    return () => polling.current?.stop();
  }, [key, everyMs]);

  return { ...state, refresh: () => polling.current?.now() };
}
