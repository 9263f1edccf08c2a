/** A day as it is; a moment as the page writes moments: in UTC, to the second. */
export const utc = (value: string): string => (value.length > 10 ? `${new Date(value).toISOString().slice(0, 19)}Z` : value);
