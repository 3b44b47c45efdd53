import { say } from "../i18n/t";
import type { FieldError } from "./generatedRest";

/** What is wrong with a field, by its code, in the page's language; in the server's words where there are none. */
export function wordField({ code, limit, allowed, detail }: FieldError): string {
  return say(`fields.${code}`, { limit: limit ?? "", allowed: allowed?.join(", ") ?? "" }) ?? detail;
}
