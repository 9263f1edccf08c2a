import { type DeskWords, type Say, useDeskWords } from "@/i18n/words";

/** The words of a desk, and how its screens use them; `words` are its catalogues in four languages. */
export function deskWords<K extends string>(words: DeskWords<K>) {
  const isKey = (key: string): key is K => key in words.en;
  return {
    words,
    isKey,
    /** The sentences of this desk, in the language of the page. */
    useSay: (): Say<K> => useDeskWords(words),
    /** What a code of the desk (a state, a technique, a reason) is called, by a key such as `state.expired`; the code itself where nobody named it. */
    called: (say: Say<K>, key: string): string => (isKey(key) ? say(key) : key.slice(key.indexOf(".") + 1)),
  };
}
