const OFFICE_KEY = "tahqiq.office-zone";
const USUAL = "Asia/Baghdad";

/** What the server said last; Baghdad before it said anything. */
function readOffice(): string {
  return (globalThis as { localStorage?: Storage }).localStorage?.getItem(OFFICE_KEY) ?? USUAL;
}

let office = readOffice();
let own = "";
let ofCase = "";

/** The zone in which every screen shows moments: that of the case on screen, else what the person chose, else that of the office. Modules that import it see what it is now. */
export let ZONE = office;

/** The zone of the office, as the server says it. */
export const officeZone = (): string => office;

export function keepOfficeZone(zone: string): void {
  office = zone;
  window.localStorage.setItem(OFFICE_KEY, zone);
}

/** Shows moments in a zone from now on; "" is that of the office. A case on screen that has its own stays in it. */
export function showIn(zone: string): void {
  own = zone;
  ZONE = ofCase || own || office;
}

/** Shows moments in the zone of the case on screen from now on; "" where there is none or it has none. Answers whether that is another one than before. */
export function showOfCase(zone: string): boolean {
  const before = ofCase;
  ofCase = zone;
  showIn(own);
  return before !== zone;
}
