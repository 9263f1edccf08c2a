/** What stands between facts in one line. In Arabic script it is a comma: a middle dot reads there as the digit zero (٠). */
export const separator = (): string => (typeof document !== "undefined" && document.documentElement.dir === "rtl" ? "، " : " · ");
