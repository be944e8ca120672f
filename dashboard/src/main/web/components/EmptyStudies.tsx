/** What to do when there is nothing to look at yet. */
export function EmptyStudies() {
  const create = `curl -X POST ${location.origin}/api/v1/studies \\
  -H 'Content-Type: application/json' \\
  -d @examples/digits.json`;
  return (
    <section class="card empty">
      <h2>No studies yet</h2>
      <p>A study is one search for good hyperparameters. Start one from the top folder of the project:</p>
      <pre><code>./tuner run examples/digits.json</code></pre>
      <p>or send its definition to the service:</p>
      <pre><code>{create}</code></pre>
      <p class="quiet">It appears here by itself.</p>
    </section>
  );
}
