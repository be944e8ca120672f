import { useEffect, useState } from "preact/hooks";

/** Where the reader is; it stands after the "#" of the address, so that every view can be linked to. */
export interface Route {
  studyId?: string;
  trialId?: string;
}

export const studiesHref = "#/";
export const studyHref = (studyId: string): string => `#/studies/${studyId}`;
export const trialHref = (studyId: string, trialId: string): string => `#/studies/${studyId}/trials/${trialId}`;

const pattern = /^#\/studies\/([^/]+)(?:\/trials\/([^/]+))?\/?$/;

export function toRoute(hash: string): Route {
  const [, studyId, trialId] = pattern.exec(hash) ?? [];
  return { studyId, trialId };
}

export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = () => setHash(location.hash);
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return toRoute(hash);
}
