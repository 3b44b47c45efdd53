import { type ChangeEvent, useCallback, useState } from "preact/compat";
import { importTokens } from "../../api/calls";
import { Problem } from "../../api/problem";
import type { TokenImport } from "../../api/types";
import { formatCount } from "../../ui/counts";
import { Field } from "../../ui/Field";
import { Form } from "../../ui/Form";
import { useSubmit } from "../../ui/useSubmit";
import { keyOfList, NAME_LENGTH, nameList } from "./lists";

/** A list from a shop: one line, one grant. */
export function ImportForm({ artist, onBooked }: { artist: string; onBooked: () => void }) {
  const [done, setDone] = useState<TokenImport | null>(null);
  const [name, setName] = useState("");
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.currentTarget.files?.[0];
    if (file) setName(nameList(file.name));
    setDone(null);
  };
  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (data: FormData) => {
        setDone(null);
        const file = data.get("file");
        const list = String(data.get("name")).trim();
        check(file instanceof File && file.name !== "", list !== "");
        setDone(await importTokens(artist, await readList(file as File), keyOfList(list)));
        onBooked();
      },
      [artist, onBooked],
    ),
  );
  return (
    <section className="panel" aria-labelledby="import">
      <h2 id="import">Import a list</h2>
      <Form fields={["file", "name"]} problem={problem} pending={pending} action="Import" onSubmit={submit}>
        <Field
          label="CSV file"
          name="file"
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          required
          hint={
            <>
              A line for each: <code>e-mail,amount</code> and, if you like, <code>,for what</code>.
            </>
          }
          onChange={choose}
          error={problem?.fields.file}
        />
        <Field
          label="Name of this list"
          name="name"
          required
          autoComplete="off"
          maxLength={NAME_LENGTH}
          value={name}
          onChange={(event: ChangeEvent<HTMLInputElement>) => setName(event.currentTarget.value)}
          hint="What was booked under a name is not booked again: send a list that you corrected under the same name, and next month's under another."
          error={problem?.fields.name}
        />
      </Form>
      {done && <Outcome done={done} />}
    </section>
  );
}

/**
 * As bytes: the server says it in words where they are not UTF-8. Browsers refuse to read what was changed since it was
 * chosen, and say of a request with it that there is no connection.
 */
async function readList(file: File): Promise<Blob> {
  const bytes = await file.arrayBuffer().catch(() => {
    throw new Problem(0, "invalid_fields", "The file was changed.", {
      file: "This file was changed or moved since you chose it. Choose it again.",
    });
  });
  return new Blob([bytes]);
}

function check(file: boolean, name: boolean): void {
  const fields: Record<string, string> = {};
  if (!file) fields.file = "Choose a file.";
  if (!name) fields.name = "Give the list a name.";
  if (!file || !name) throw new Problem(0, "invalid_fields", "Something is missing.", fields);
}

function Outcome({ done: { booked, repeated, refused } }: { done: TokenImport }) {
  const all = booked === 0 && repeated > 0 && refused.length === 0;
  return (
    <div className={refused.length === 0 && !all ? "note good" : "note warn"} role="status">
      <p>
        {formatCount(booked)} booked
        {repeated > 0 && `, ${formatCount(repeated)} booked before`}
        {refused.length > 0 && `, ${formatCount(refused.length)} refused`}.
      </p>
      {all && <p>If this is another list that says the same, give it another name.</p>}
      {refused.length > 0 && (
        <>
          <p>Correct these lines and send the list again under the same name: the others stay as they are.</p>
          <ul>
            {refused.map(({ line, message }) => (
              <li key={line}>
                Line {line}: {message}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
