const ARABIC = /[٠-٩۰-۹]/g;

/**
 * A number as people write it, as plain decimal text: digits of either script, a decimal mark of either (12,5; 12.5; ١٢٫٥), thousands in groups of three
 * (500,000; ٥٠٠٬٠٠٠; 500 000; 1.234,5). Empty for empty text; null for what is no number or could be two (1,2,3).
 */
export function numberOf(text: string): string | null {
  const plain = text.trim().replace(ARABIC, (digit) => String((digit.codePointAt(0) ?? 0) & 15)).replaceAll("٫", ".").replace(/[٬'’\u00A0\u202F ]/g, ",").replace(/^\u2212/, "-");
  if (plain === "") return "";
  if (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) && !/^-?0/.test(plain)) return plain.replaceAll(",", "");
  if (/^-?[1-9]\d{0,2}(\.\d{3})+,\d+$/.test(plain)) return plain.replaceAll(".", "").replace(",", ".");
  return /^-?\d+([.,]\d+)?$/.test(plain) ? plain.replace(",", ".") : null;
}
