import { useWords } from "@/core/vocabulary";

interface GradeGroup { readonly group: string; readonly items: { readonly value: string; readonly label: string }[] }

/** Grades (`europol-4x4:A2`) to choose from: under the name of their scheme, each code with what its signs mean. */
export function useGradeGroups() {
  const words = useWords();
  return (grades: readonly string[]): GradeGroup[] => {
    const groups = new Map<string, GradeGroup>();
    for (const grade of grades) {
      const told = words.grade(grade);
      const title = told?.title ?? grade.split(":")[0] ?? grade;
      const group = groups.get(title) ?? { group: title, items: [] };
      const code = grade.slice(grade.indexOf(":") + 1);
      group.items.push({ value: grade, label: told === null ? code : `${code}: ${told.signs.join("؛ ")}` });
      groups.set(title, group);
    }
    return [...groups.values()];
  };
}
