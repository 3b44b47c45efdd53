// `node asyncapi.mjs FILE`: every remark of AsyncAPI's own parser, and 1 if there was one.
import { readFile } from "node:fs/promises";
import { DiagnosticSeverity, Parser } from "@asyncapi/parser";

const diagnostics = await new Parser().validate(await readFile(process.argv[2], "utf8"));
for (const { severity, code, path, message } of diagnostics) {
  console.log(DiagnosticSeverity[severity], code, path.join("/"), message);
}
process.exitCode = diagnostics.length ? 1 : 0;
