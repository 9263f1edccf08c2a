/** What a shift begins with: two teams and one scanner for a morning. The person changes it before the list is made. */
export const SHIFT = `shift: morning
seed: 1                     # of the lot; written on the list, so that the draw can be repeated
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
