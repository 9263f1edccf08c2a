/** A post as the name of a shift may be written: small Latin letters and digits. */
const slug = (post: string): string => {
  const plain = post.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^[^a-z]+|-+$/g, "");
  return plain === "" ? "shift" : plain;
};

/** What a shift begins with: two teams and one scanner for a morning. The person changes it before the list is made; nobody knows the seed of the lot before. */
export const shiftOf = (post: string, day: string, seed: number): string => `shift: ${[slug(post), day].filter((part) => part !== "").join("-")}
seed: ${String(seed)}   # of the lot; written on the list, so that the draw can be repeated
hands: {scanner: 240, team: 720}
examinations:
  scan: {minutes: {scanner: 6}, shows: 0.5}
  full: {minutes: {team: 90}, shows: 0.95}
threats:
  narcotics: {harm: 5}
  weapons: {harm: 8}
  revenue: {harm: 1}
random: {share: 0.08, examination: full}
learning: {follow: 0.1, cells: 0.1, examination: full}   # what shares a sign with a find; what is seldom opened
most_per_declarant: 3
`;

/** The hands in the text of a shift, with their minutes; none where the text says it in another way. */
export const handsOf = (shift: string): [string, number][] =>
  [...(/^hands: *\{([^}]*)\}/m.exec(shift)?.[1] ?? "").matchAll(/([\w-]+): *(\d+)/g)].map(([, name = "", minutes]) => [name, Number(minutes)]);

/** The same shift with other minutes of one of its hands. */
export const withMinutes = (shift: string, hand: string, minutes: number): string =>
  shift.replace(/^hands: *\{[^}]*\}/m, (line) => line.replace(new RegExp(`(\\b${hand}: *)\\d+`), (_, name: string) => `${name}${String(minutes)}`));
