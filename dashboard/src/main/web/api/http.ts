const base = "/api/v1";
const patienceMs = 20_000;

/** The service refused a request and said why (RFC 9457). */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(detail);
  }
}

/** The service could not be reached, or did not answer in its own words. */
export class ServiceAwayError extends Error {}

interface ProblemJson {
  code?: string;
  title?: string;
  detail?: string;
  errors?: { pointer: string; detail: string }[];
}

/** Where the browser itself finds what is at a path of the API. */
export const address = (path: string): string => base + path;

export type Query = Record<string, string | number | undefined>;

export const get = <T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> =>
  send<T>("GET", path + toSearch(query), signal);

/** Opens a stream of events; the browser connects again by itself unless the service refuses. */
export const openEvents = (path: string): EventSource => new EventSource(base + path);

export const post = <T>(path: string): Promise<T> => send<T>("POST", path);

async function send<T>(method: string, path: string, signal?: AbortSignal): Promise<T> {
  const headers = { accept: "application/json, application/problem+json" };
  const limits = [AbortSignal.timeout(patienceMs), ...(signal ? [signal] : [])];
  const request = { method, headers, signal: AbortSignal.any(limits) };
  const response = await reach(() => fetch(base + path, request), signal);
  const isJson = /[/+]json/.test(response.headers.get("content-type") ?? "");
  if (!isJson) throw new ServiceAwayError(`The service answered ${response.status} without a reason`);
  const body: unknown = await reach(() => response.json(), signal);
  if (!response.ok) throw toError(response.status, body as ProblemJson);
  return body as T;
}

async function reach<T>(call: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ServiceAwayError("The service cannot be reached", { cause: error });
  }
}

function toError(status: number, problem: ProblemJson): Error {
  const fields = (problem.errors ?? []).map((field) => `${field.pointer}: ${field.detail}`);
  const words = [problem.detail ?? problem.title ?? `The service answered ${status}`, ...fields].join("\n");
  return status >= 500 ? new ServiceAwayError(words) : new ProblemError(status, problem.code ?? "", words);
}

function toSearch(query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
}
