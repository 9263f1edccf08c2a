import { useWords } from "@/core/vocabulary";
import { separator } from "@/i18n/separator";

/** What a grade (`europol-4x4:A2`) is called in a list: its scheme by name, and its code. */
export function useGradeName() {
  const words = useWords();
  return (grade: string) => {
    const told = words.grade(grade);
    return told === null ? grade : `${told.title}${separator()}${grade.slice(grade.indexOf(":") + 1)}`;
  };
}
