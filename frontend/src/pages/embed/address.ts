/** The show's own page, for a window of its own. */
export const pageOf = (id: string): string => `/livestreams/${encodeURIComponent(id)}`;
