/** Whether somebody leaves the house: how long the way takes is known only once they have arrived. */
export const isOut = (sort: string): boolean => sort === "court" || sort === "hospital";

/** The field that an error of the server is about, by its code. */
export const FIELDS = { "custody-cell-refused": "place", "custody-nothing-called": "place", "custody-moved-since": "left", "custody-not-held": "person", "moment-order": "left", "moment-ahead": "arrived", "moment-field-ahead": "arrived", "moment-field-order": "arrived", "custody-arrival-needed": "arrived" };
