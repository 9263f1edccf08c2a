import type { Answer, Answers, Form, Question, Section } from "./server";

/** The path of a question in the `number`-th filling of its section. */
export const pathOf = (section: Section, number: number, name: string): string => (section.repeated ? `${section.name}.${number.toString()}.${name}` : name);

/** How often a section stands on the screen: as often as it was filled in, and at least as often as it must be. */
export function fillings(section: Section, answers: Answers): number[] {
  if (!section.repeated) return [0];
  const filled = Object.keys(answers).flatMap((path) => {
    const [own, number] = path.split(".");
    return own === section.name && number !== undefined ? [Number(number)] : [];
  });
  const count = Math.min(section.most, Math.max(section.least, 0, ...filled));
  return Array.from({ length: count }, (_, at) => at + 1);
}

/** The paths of a form before the server has said which are asked. */
export const openPaths = (form: Form): string[] => form.sections.flatMap((section) => fillings(section, {}).flatMap((number) => section.fields.map((one) => pathOf(section, number, one.name))));

/** The question of a path. */
export function questionAt(form: Form, path: string): Question | undefined {
  const name = path.split(".").at(-1);
  return form.sections.flatMap((section) => section.fields).find((one) => one.name === name);
}

/** The answer that a text is: a line is a value where there may be several; an empty one is none. */
export function typed(question: Question, text: string): Answer | undefined {
  const values = (question.many ? text.split("\n") : [text]).filter((one) => one.trim() !== "");
  return values.length === 0 ? undefined : { state: "given", values, note: "" };
}

/** The answers with one changed; undefined takes it off. */
export function answered(answers: Answers, path: string, answer: Answer | undefined): Answers {
  const rest = Object.fromEntries(Object.entries(answers).filter(([name]) => name !== path));
  return answer === undefined ? rest : { ...rest, [path]: answer };
}
