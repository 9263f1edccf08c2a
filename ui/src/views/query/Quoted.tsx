/** A sentence of the program with values from files or people in it: each value keeps its own direction, so that a day is not turned round. */
export function Quoted({ sentence }: { sentence: string }) {
  return (
    <bdi>
      {sentence.split(/([«“[][^«»“”[\]]*[»”\]])/).map((part, index) =>
        index % 2 === 0 ? (
          part
        ) : (
          <span key={index}>
            {part.slice(0, 1)}
            <bdi dir="auto">{part.slice(1, -1)}</bdi>
            {part.slice(-1)}
          </span>
        ),
      )}
    </bdi>
  );
}
