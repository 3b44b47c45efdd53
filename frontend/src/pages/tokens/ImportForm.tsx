import { useCallback, useState } from "react";
import { importTokens } from "../../api/calls";
import type { TokenImport } from "../../api/types";
import { makeName } from "../../session/names";
import { Form } from "../../ui/Form";
import { useSubmit } from "../../ui/useSubmit";

/** A list from a shop: one line, one grant. */
export function ImportForm({ artist, onBooked }: { artist: string; onBooked: () => void }) {
  const [done, setDone] = useState<TokenImport | null>(null);
  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (data: FormData) => {
        setDone(null);
        const file = data.get("file");
        const text = file instanceof File ? await file.text() : "";
        // The same list again, after a network that failed half-way, books nothing twice.
        setDone(await importTokens(artist, text, await digest(text)));
        onBooked();
      },
      [artist, onBooked],
    ),
  );
  return (
    <section className="panel" aria-labelledby="import">
      <h2 id="import">Import a list</h2>
      <Form fields={["file"]} problem={problem} pending={pending} action="Import" onSubmit={submit}>
        <div className="field">
          <label htmlFor="import-file">CSV file</label>
          <p className="hint" id="import-hint">
            A line for each: <code>e-mail,amount</code> and, if you like, <code>,for what</code>. The same
            file again books nothing twice.
          </p>
          <input
            id="import-file"
            name="file"
            type="file"
            accept=".csv,text/csv"
            aria-describedby="import-hint"
            required
          />
          {problem?.fields.file && <p className="field-error">{problem.fields.file}</p>}
        </div>
      </Form>
      {done && (
        <div className={done.refused.length === 0 ? "note good" : "note warn"} role="status">
          <p>
            {done.booked} booked, {done.waiting} waiting for their account
            {done.refused.length > 0 && `, ${done.refused.length} refused`}.
          </p>
          {done.refused.length > 0 && (
            <p>
              All other lines are done. Put these alone, corrected, into another file: the whole list again
              would book the rest twice.
            </p>
          )}
          {done.refused.length > 0 && (
            <ul>
              {done.refused.map(({ line, message }) => (
                <li key={line}>
                  Line {line}: {message}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </section>
  );
}

async function digest(text: string): Promise<string> {
  // Not where the page came without TLS from another machine: then each press is one of its own.
  if (globalThis.crypto?.subtle === undefined) return makeName();
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
