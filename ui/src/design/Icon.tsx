/** Our own small set of pictures. An icon never stands alone for a meaning: a word is always beside it. */
const PATHS = {
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20a7.5 7.5 0 0 1 15 0",
  group: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20a6.5 6.5 0 0 1 13 0M16 4.3a3.5 3.5 0 0 1 0 6.4M18 14.2a6.5 6.5 0 0 1 3.5 5.8",
  building: "M5 20V5l7-2v17M12 8l7 2v10M3 20h18M8 8h1M8 12h1M8 16h1M15 13h1M15 17h1",
  phone: "M6 3h3l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v3a2 2 0 0 1-2 2A16 16 0 0 1 4 5a2 2 0 0 1 2-2Z",
  handset: "M8 3h8a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1ZM11 18h2",
  sim: "M7 3h7l4 4v13a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1ZM9 12h6v5H9z",
  money: "M3 6h18v12H3zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5ZM6 9v.01M18 15v.01",
  document: "M7 3h7l4 4v13a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1ZM13 3v5h5M9 13h6M9 17h6",
  identity: "M3 5h18v14H3zM8 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM5 16a3 3 0 0 1 6 0M14 9h4M14 13h4",
  vehicle: "M4 16v-4l2-5h12l2 5v4M3 12h18M4 16h16M7 16v2M17 16v2",
  place: "M12 21s7-6.5 7-12a7 7 0 1 0-14 0c0 5.500 7 12 7 12ZM12 11.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5Z",
  cell: "M12 10v11M9 21h6M8.500 12.500a5 5 0 1 1 7 0M5.700 15.300a9 9 0 1 1 12.600 0",
  message: "M4 5h16v11H10l-5 4v-4H4z",
  email: "M3 6h18v12H3zM3 7l9 7 9-7",
  event: "M5 6h14v14H5zM5 10h14M9 3v4M15 3v4",
  law: "M12 4v16M7 20h10M5 7h14M5 7l-2.500 6h5zM19 7l-2.500 6h5z",
  link: "M9 15l6-6M8 11l-2.500 2.500a3.500 3.500 0 0 0 5 5L13 16M16 13l2.500-2.500a3.500 3.500 0 0 0-5-5L11 8",
  box: "M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8",
  thing: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16Z",
  search: "M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13ZM15.500 15.500 20 20",
  upload: "M12 16V4M7 9l5-5 5 5M4 16v4h16v-4",
  download: "M12 4v12M7 11l5 5 5-5M4 16v4h16v-4",
  check: "M5 12.500 10 17.500 19 7",
  warning: "M12 4 2.500 20h19zM12 10v4M12 17v.01",
  info: "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17ZM12 11v5M12 8v.01",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 2v2M12 20v2M4.900 4.900l1.400 1.400M17.700 17.700l1.400 1.400M2 12h2M20 12h2M4.900 19.100l1.400-1.400M17.700 6.300l1.400-1.400",
  moon: "M20 14.500A8 8 0 0 1 9.500 4a8 8 0 1 0 10.500 10.500Z",
} as const;

export type IconName = keyof typeof PATHS;

/** Which picture a type's `icon` of the vocabulary gets; the round sign for one we have no picture for. */
const OF_TYPE: Record<string, IconName> = {
  person: "person", organization: "group", family: "group", government: "building", bank: "building", house: "building", company: "building",
  phone: "phone", call: "phone", handset: "handset", sim: "sim", data: "cell", cell: "cell", account: "money", payment: "money", wallet: "money", money: "money",
  document: "document", page: "document", report: "document", table: "document", folder: "document", note: "document", contract: "document",
  passport: "identity", identity: "identity", plate: "vehicle", vehicle: "vehicle", address: "place", pin: "place", map: "place", sighting: "place",
  message: "message", email: "email", event: "event", trip: "event", booking: "event", ticket: "event", detention: "law", warrant: "law", court: "law", decision: "law", order: "law",
  link: "link", container: "box", box: "box", asset: "box", evidence: "box",
};

export const iconOf = (icon: string | undefined): IconName => OF_TYPE[icon ?? ""] ?? "thing";

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false" style={{ flexShrink: 0 }}>
      <path d={PATHS[name]} />
    </svg>
  );
}
