import { useEffect, useState } from "preact/hooks";

/** The present moment, drawn anew every second while it ticks. */
export function useNow(ticks: boolean): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    if (!ticks) return;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [ticks]);
  return now;
}
