/** That something was done, in words, where it was asked for; read out. Empty: nothing was. */
export function Said({ words }: { words: string }) {
  return (
    <p className="said" role="status">
      {words}
    </p>
  );
}
