import type { Config } from "./api/trials";

/** A nested config as pairs of path and value: {@code optimizer.name}, {@code adam}. */
export function flatten(config: Config, prefix = ""): [string, unknown][] {
  return Object.entries(config).flatMap(([name, value]): [string, unknown][] =>
    isNested(value) ? flatten(value, `${prefix}${name}.`) : [[prefix + name, value]],
  );
}

const isNested = (value: unknown): value is Config =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
