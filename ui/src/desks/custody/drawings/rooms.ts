/** Rooms laid over a plan picture, in points of the picture from its top left corner. Nothing here touches the page: what a hand or a key does to the rooms, and what is wrong with them. */
export interface Room {
  readonly place: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The smallest side that a room may have. */
export const LEAST = 4;

const within = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), Math.max(least, most));

/** A room put into the picture: whole points, no side smaller than `LEAST`, nothing over the edge. */
export function fitted(room: Room, size: Size): Room {
  const width = within(Math.round(room.width), LEAST, size.width), height = within(Math.round(room.height), LEAST, size.height);
  return { place: room.place, width, height, x: within(Math.round(room.x), 0, size.width - width), y: within(Math.round(room.y), 0, size.height - height) };
}

/** The room between two corners that were dragged, whichever came first. */
export const dragged = (place: string, one: readonly [number, number], other: readonly [number, number], size: Size): Room =>
  fitted({ place, x: Math.min(one[0], other[0]), y: Math.min(one[1], other[1]), width: Math.abs(one[0] - other[0]), height: Math.abs(one[1] - other[1]) }, size);

/** The rooms with this one in place of what was drawn of it. */
export const laid = (rooms: readonly Room[], room: Room): readonly Room[] => [...rooms.filter((one) => one.place !== room.place), room];

export const without = (rooms: readonly Room[], place: string): readonly Room[] => rooms.filter((one) => one.place !== place);

/** What an arrow key does to a room: it moves; with Shift its right or lower edge does. `step` in points. */
export function keyed(room: Room, key: string, shift: boolean, step: number, size: Size): Room | null {
  const across = key === "ArrowRight" ? step : key === "ArrowLeft" ? -step : 0, down = key === "ArrowDown" ? step : key === "ArrowUp" ? -step : 0;
  if (across === 0 && down === 0) return null;
  if (!shift) return fitted({ ...room, x: room.x + across, y: room.y + down }, size);
  return fitted({ ...room, width: within(room.width + across, LEAST, size.width - room.x), height: within(room.height + down, LEAST, size.height - room.y) }, size);
}

const over = (one: Room, other: Room): boolean => one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;

/** The first two rooms that lie over one another, of which none holds the other in the tree of places; null where none do. */
export function overlapping(rooms: readonly Room[]): readonly [Room, Room] | null {
  for (const [at, one] of rooms.entries())
    for (const other of rooms.slice(at + 1)) if (over(one, other) && !one.place.startsWith(`${other.place}/`) && !other.place.startsWith(`${one.place}/`)) return [one, other];
  return null;
}
