// Definitions in JSON Schema on stdin, TypeScript on stdout: {file: {definitions, constants}} -> {file: text}.
// ../../tools/page_types.py asks for it.
import { text } from "node:stream/consumers";
import { compile } from "json-schema-to-typescript";

const HEADING = "// Written by `make types` from what the server documents; do not edit.";
const OPTIONS = {
  additionalProperties: false,
  bannerComment: "",
  ignoreMinAndMaxItems: true,
  style: { printWidth: 110 },
};

/** A schema that has them all: its own type says no more, and is left out. */
const gather = (definitions) => ({
  type: "object",
  properties: Object.fromEntries(
    Object.keys(definitions).map((name) => [name, { $ref: `#/definitions/${name}` }]),
  ),
  definitions,
});

async function write({ definitions, constants }) {
  const types = await compile(gather(definitions), "Everything", OPTIONS);
  const values = Object.entries(constants).map(
    ([name, all]) => `export const ${name} = ${JSON.stringify(all, null, 2)} as const;`,
  );
  const kept = types.replace(/^export interface Everything \{\n(?: .*\n)*\}\n/m, "").trim();
  return `${[HEADING, kept, ...values].join("\n\n")}\n`;
}

const asked = JSON.parse(await text(process.stdin));
const written = await Promise.all(
  Object.entries(asked).map(async ([file, wish]) => [file, await write(wish)]),
);
process.stdout.write(JSON.stringify(Object.fromEntries(written)));
