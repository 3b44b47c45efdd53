import { type ChangeEvent, useCallback, useState } from "preact/compat";
import { importTokens } from "../../api/calls";
import { Problem } from "../../api/problem";
import type { TokenImport } from "../../api/types";
import { T } from "../../i18n/T";
import { t } from "../../i18n/t";
import { Field } from "../../ui/Field";
import { Form } from "../../ui/Form";
import { useSubmit } from "../../ui/useSubmit";
import { keyOfList, NAME_LENGTH, nameList } from "./lists";
import { wordLines } from "./refusedLines";

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
        const booked = await importTokens(artist, await readList(file as File), keyOfList(list));
        setDone({ ...booked, refused: await wordLines(booked.refused) });
        onBooked();
      },
      [artist, onBooked],
    ),
  );
  return (
    <section className="panel" aria-labelledby="import">
      <h2 id="import">{t("tokens.import")}</h2>
      <Form
        fields={["file", "name"]}
        problem={problem}
        pending={pending}
        action={t("tokens.importAct")}
        onSubmit={submit}
      >
        <Field
          label={t("tokens.file")}
          name="file"
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          required
          hint={<T id="tokens.fileHint" code={(words) => <code>{words}</code>} />}
          onChange={choose}
          error={problem?.fields.file}
        />
        <Field
          label={t("tokens.listName")}
          name="name"
          required
          autoComplete="off"
          maxLength={NAME_LENGTH}
          value={name}
          onChange={(event: ChangeEvent<HTMLInputElement>) => setName(event.currentTarget.value)}
          hint={t("tokens.listNameHint")}
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
    throw new Problem(0, "invalid_fields", t("tokens.fileChanged"), {
      file: t("tokens.fileChangedWords"),
    });
  });
  return new Blob([bytes]);
}

function check(file: boolean, name: boolean): void {
  const fields: Record<string, string> = {};
  if (!file) fields.file = t("tokens.noFile");
  if (!name) fields.name = t("tokens.noListName");
  if (!file || !name) throw new Problem(0, "invalid_fields", t("tokens.missing"), fields);
}

function Outcome({ done: { booked, repeated, refused } }: { done: TokenImport }) {
  const all = booked === 0 && repeated > 0 && refused.length === 0;
  return (
    <div className={refused.length === 0 && !all ? "note good" : "note warn"} role="status">
      <p>
        {[
          t("tokens.bookedCount", { count: booked }),
          repeated > 0 && t("tokens.bookedBefore", { count: repeated }),
          refused.length > 0 && t("tokens.refusedCount", { count: refused.length }),
        ]
          .filter(Boolean)
          .join(", ")}
        .
      </p>
      {all && <p>{t("tokens.sameList")}</p>}
      {refused.length > 0 && (
        <>
          <p>{t("tokens.correct")}</p>
          <ul>
            {refused.map(({ line, message }) => (
              <li key={line}>{t("tokens.line", { line, message })}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
