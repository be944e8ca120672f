import type { Config } from "../api/trials";
import { flatten } from "../flatten";
import { parameter } from "../format";

export function ConfigList({ config }: { config: Config }) {
  return (
    <dl class="config">
      {flatten(config).map(([path, value]) => (
        <div key={path}>
          <dt>{path}</dt>
          <dd title={String(value)}>{parameter(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
