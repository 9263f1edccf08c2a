/** What is typed into the boxes that narrow a list: every word must stand there, in whatever script. */

const MARKS = /\p{M}|\u0640/gu;

/** A text without what people leave out or write two ways: case, accents, vowel signs, forms of alef, yeh, kaf and teh marbuta, digits of another script. */
export const folded = (text: string): string =>
  text.toLowerCase().normalize("NFKD").replace(MARKS, "").replace(/[أإآٱ]/g, "ا").replace(/[ىي]/g, "ی").replace(/ة/g, "ه").replace(/ك/g, "ک").replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 15));

const SOUNDS: Readonly<Record<string, string>> = {
  ب: "b", پ: "p", ت: "t", ط: "t", ث: "th", ج: "j", چ: "ch", ح: "h", ه: "h", ە: "", خ: "kh", د: "d", ض: "d", ذ: "dh", ر: "r", ڕ: "r", ز: "z", ظ: "z", ژ: "zh", س: "s", ص: "s", ش: "sh",
  غ: "gh", ف: "f", ڤ: "v", ق: "k", ک: "k", گ: "g", ل: "l", ڵ: "l", م: "m", ن: "n",
};

/** The consonants of a word as both scripts write them, doubled ones once: حسن and Hasan are both hsn (as is حسين). Empty for a word without any. */
export function consonants(word: string): string {
  const latin = folded(word).replace(/ه$/, "").replace(/[^a-z]/g, (sign) => SOUNDS[sign] ?? "");
  return latin.replace(/ah$/, "").replace(/q/g, "k").replace(/c(?!h)/g, "k").replace(/[aeiouwy]/g, "").replace(/(.)\1+/g, "$1");
}

const ARABIC = /[\u0600-\u06ff]/;
const words = (text: string): string[] => text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");

/** Whether a text holds every typed word: as typed, or, where the word is in letters of the other script, by its consonants at the beginning of a word. */
export function sought(typed: string): (text: string) => boolean {
  const parts = folded(typed).split(/\s+/).filter((part) => part !== "").map((part) => ({ part, arabic: ARABIC.test(part), sounds: /\d/.test(part) ? "" : consonants(part) }));
  return (text) => {
    const plain = folded(text);
    return parts.every(({ part, arabic, sounds }) => plain.includes(part) || (sounds.length > 1 && words(plain).some((word) => ARABIC.test(word) !== arabic && consonants(word).startsWith(sounds))));
  };
}
