import { readTerm } from "../../api/studioCalls";
import type { Recordings } from "../../api/types";
import { useRead } from "../../ui/useRead";

/** Whether this platform records shows, and for how long it keeps them; null until that is known. */
export function useTerm(): Pick<Recordings, "record" | "days" | "bytes" | "quota"> | null {
  const [read] = useRead(readTerm);
  return read;
}
