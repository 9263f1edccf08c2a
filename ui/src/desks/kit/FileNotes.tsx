import { Alert, Anchor, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import type { Bodies } from "@/api/client";
import { useFormat } from "@/core/format";
import { Data } from "@/design/Text";
import { BESIDE } from "@/i18n/separator";
import { ErrorNote } from "@/parts/Notes";

import { gathered } from "./problems";

/** What could not be read or used of a file that a desk imported, each with its place. */
export function FileProblems({ title, problems }: { title: string; problems: readonly Bodies["ProblemView"][] }) {
  const format = useFormat();
  if (problems.length === 0) return null;
  return (
    <Alert variant="default" title={title}>
      <ul>{gathered(problems).map((one, at) => <li key={at}>{one.places.map((place, no) => <span key={place}>{no > 0 && BESIDE}<Data>{place}</Data></span>)}{one.places.length > 0 && ": "}<Data>{format.sentence(one.sentence)}</Data> <Data>{format.sentence(one.next_step)}</Data></li>)}</ul>
    </Alert>
  );
}

/** Why an imported file could not be read into the store of things, with the way to the document; nothing where that was asked for. */
export function FileUnread({ source, text, error }: { source: string; text: string; error: unknown }) {
  if (error === null) return null;
  return (
    <div data-unread>
      <Text size="sm"><Anchor renderRoot={(props) => <Link to="/sources/$id" params={{ id: source }} {...props} />}>{text}</Anchor></Text>
      <ErrorNote error={error} />
    </div>
  );
}
