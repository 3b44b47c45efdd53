/**
 * The token of a mail's link stands behind `#`, which browsers send to nobody. Taken out of the address at once, so that
 * neither the history nor a picture of the screen keeps it.
 */
export function takeMailedToken(): string {
  const token = location.hash.slice(1);
  if (token !== "") history.replaceState(history.state, "", location.pathname + location.search);
  return token;
}
