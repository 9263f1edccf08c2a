/** Our own small set of pictures. An icon never stands alone for a meaning: a word is always beside it. */
export const ICON_PATHS = {
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
  down: "M6 9.500l6 6 6-6",
  download: "M12 4v12M7 11l5 5 5-5M4 16v4h16v-4",
  check: "M5 12.500 10 17.500 19 7",
  warning: "M12 4 2.500 20h19zM12 10v4M12 17v.01",
  info: "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17ZM12 11v5M12 8v.01",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 2v2M12 20v2M4.900 4.900l1.400 1.400M17.700 17.700l1.400 1.400M2 12h2M20 12h2M4.900 19.100l1.400-1.400M17.700 6.300l1.400-1.400",
  chart: "M5 6.500a2 2 0 1 0 0-.01M19 5.500a2 2 0 1 0 0-.01M12 18.500a2 2 0 1 0 0-.01M7 6.500l10-1M6 8l5 8.500M18 7.500l-5 9",
  analyse: "M4 20h16M7.500 20v-6M12 20V6M16.500 20v-9",
  add: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  map: "M3.500 6.500 9 4l6 2.500 5.500-2.500v13.500L15 20l-6-2.500L3.500 20zM9 4v13.500M15 6.500V20",
  expand: "M12 12h.01M12 8V3M12 21v-5M8 12H3M21 12h-5M9 9 5.500 5.500M15 15l3.500 3.500M15 9l3.500-3.500M9 15l-3.500 3.500",
  path: "M5 18.500a1.500 1.500 0 1 0 0-.01M19 5.500a1.500 1.500 0 1 0 0-.01M6.500 18H14a3.500 3.500 0 0 0 0-7h-4a3 3 0 0 1 0-6h7",
  eyeOff: "M4 4l16 16M9.500 5.300A10 10 0 0 1 12 5c5 0 8.500 4 10 7a16 16 0 0 1-3 4M6.500 7.500A15 15 0 0 0 2 12c1.500 3 5 7 10 7a10 10 0 0 0 4.500-1.100",
  eye: "M2 12c1.500-3 5-7 10-7s8.500 4 10 7c-1.500 3-5 7-10 7s-8.500-4-10-7ZM12 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5Z",
  pin: "M9 4h6l-1 6 3 3v2H7v-2l3-3zM12 15v6",
  lasso: "M12 4c5 0 9 2.200 9 5.500S17 15 12 15s-9-2.200-9-5.500S7 4 12 4ZM7.500 14.500c-1 1.500 1 2.500 0 5",
  undo: "M9 6 4 11l5 5M4 11h10a5.500 5.500 0 0 1 0 9h-3",
  redo: "M15 6l5 5-5 5M20 11H10a5.500 5.500 0 0 0 0 9h3",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  table: "M4 5h16v14H4zM4 10h16M4 14.500h16M10 5v14",
  clock: "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17ZM12 7.500V12l3 2",
  layout: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h6v6h-6z",
  camera: "M4 8h4l1.500-2.500h5L16 8h4v11H4zM12 10.500a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z",
  close: "M6 6l12 12M18 6 6 18",
  help: "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17ZM9.500 9.500a2.500 2.500 0 1 1 3.500 2.300c-.700.300-1 .800-1 1.700M12 16.500v.01",
  command: "M5 7l5 5-5 5M12 17h7",
  settings: "M4 7h9M17 7h3M15 5v4M4 12h3M11 12h9M9 10v4M4 17h10M18 17h2M16 15v4",
  merge: "M5 5a3 3 0 1 0 0 .01M5 19a3 3 0 1 0 0 .01M19 12a3 3 0 1 0 0 .01M8 6l8 5M8 18l8-5",
  split: "M5 12a3 3 0 1 0 0 .01M19 5a3 3 0 1 0 0 .01M19 19a3 3 0 1 0 0 .01M10.5 10.500l2-1.500M15 8l1-.800M10.5 13.500l2 1.500M15 16l1 .800",
  pencil: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
  moon: "M20 14.500A8 8 0 0 1 9.500 4a8 8 0 1 0 10.500 10.500Z",
  palette: "M12 3.500a8.500 8.500 0 1 0 0 17c1.500 0 2-1 1.500-2.300-.6-1.500.3-2.700 2-2.700h2.500a3 3 0 0 0 2.500-3c0-5-3.800-9-8.500-9ZM8 10v.01M12 7.500v.01M16 10v.01",
  truck: "M3 6h11v10H3zM14 9h4l3 3.5v3.5h-7M6.5 16a2 2 0 1 0 0 .01M17 16a2 2 0 1 0 0 .01",
  pickup: "M2.5 15v-3.5h10V7h4l3 4.5h2V15zM6.5 15a2 2 0 1 0 0 .01M17 15a2 2 0 1 0 0 .01M16 7v4.5h3.5",
  tanker: "M3 8.5a2.5 2.5 0 0 1 2.5-2.5h6a2.5 2.5 0 0 1 2.5 2.5v5H3zM14 9h4l3 3.5v3h-18v-2M6.5 16a2 2 0 1 0 0 .01M17 16a2 2 0 1 0 0 .01",
  motorcycle: "M6 16.5a3 3 0 1 0 0 .01M18 16.5a3 3 0 1 0 0 .01M6 16.5l4-6h5l3 6M13 10.5 12 7h3M8 10.5h3",
  boat: "M3 15h18l-3 5H6zM12 15V3l6 9h-6M9 12V6l-4 6z",
  crossing: "M4 20V9M20 20V9M4 11.5 20 5M3 20h3M18 20h3M8 10v2.5M12 8.3v2.5M16 6.7v2.5",
  checkpoint: "M5 20V8h6v12M4 8l4-4 4 4M11 13h10M14 13v2M18 13v2M7 12h2M3 20h18",
  hawala: "M4 8h13l-3-3M20 16H7l3 3M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Z",
  prison: "M4 4h16v16H4zM8 4v16M12 4v16M16 4v16",
  pill: "M8 4.5a4.5 4.5 0 0 1 6.4 0l5.1 5.1a4.5 4.5 0 0 1-6.4 6.4L8 10.9a4.5 4.5 0 0 1 0-6.4ZM10.5 13.5l6.5-6.5",
  powder: "M8 3h8l-1.5 4A7 7 0 0 1 18 13v5a3 3 0 0 1-3 3H9a3 3 0 0 1-3-3v-5a7 7 0 0 1 3.5-6zM9.5 7h5M9 14h6M9 17h4",
  warehouse: "M3 20V9l9-5 9 5v11M7 20v-8h10v8M7 15h10",
  farm: "M12 21v-9M12 12c0-4 3-6 7-6 0 4-3 6-7 6ZM12 15c0-3-2.5-5-6-5 0 3 2.5 5 6 5ZM4 21h16",
  gun: "M3 8h17v3.5h-8L10.5 15H8l-2 5H3.5l2-8.5H3zM16 8V6.5",
  gold: "M4 19l2-6h5l2 6zM11 19l2-6h5l2 6zM7.5 11l2-6h5l2 6z",
  driver: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4ZM3.7 11h6.5M13.8 11h6.5M12 14v6.5",
  home: "M4 11l8-7 8 7M6 9.5V20h12V9.5M10 20v-5h4v5",
  plane: "M21 4 3 11l6.5 2.5M21 4l-6.500 16-5-6.500M21 4 9.500 13.500",
  report: "M6 3h12v18H6zM9 17v-3M12 17V8M15 17v-5",
  records: "M4 5h16v5H4zM4 14h16v5H4zM8 7.500h2M8 16.500h2",
  menu: "M4 6h16M4 12h16M4 18h16",
  todo: "M4 6l1.500 1.500L8 5M4 13l1.500 1.500L8 12M11 6.500h9M11 13.500h9M11 19h9M5 19h.01",
  flask: "M9 3h6M10 3v6l-5 9a2 2 0 0 0 1.800 3h10.400a2 2 0 0 0 1.800-3l-5-9V3M7.500 15h9",
  star: "M12 3.5l2.6 5.5 5.9.8-4.3 4.2 1 6-5.2-2.9-5.2 2.9 1-6L3.5 9.8l5.9-.8z",
} as const;

/** What a person may choose for an item by a rule: our own drawings, words beside them. */
export const CHOSEN_ICONS = ["person", "driver", "star", "group", "building", "phone", "sim", "money", "hawala", "gold", "vehicle", "truck", "pickup", "tanker", "motorcycle", "boat", "crossing", "checkpoint", "prison", "pill", "powder", "gun", "warehouse", "farm", "place", "document", "box"] as const satisfies readonly (keyof typeof ICON_PATHS)[];

export type IconName = keyof typeof ICON_PATHS;

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
      <path d={ICON_PATHS[name]} />
    </svg>
  );
}
