/** A problem of a file, with the places at which it was found. */
interface Gathered {
  places: string[];
  sentence: string;
  next_step: string;
}

/** Problems that say the same once, with all their places, in the order in which each came first. */
export function gathered(problems: readonly { place: string; sentence: string; next_step: string }[]): Gathered[] {
  const found = new Map<string, Gathered>();
  for (const { place, sentence, next_step } of problems) {
    const key = `${sentence}\n${next_step}`;
    const one = found.get(key) ?? { places: [], sentence, next_step };
    if (place !== "" && !one.places.includes(place)) one.places.push(place);
    found.set(key, one);
  }
  return [...found.values()];
}
