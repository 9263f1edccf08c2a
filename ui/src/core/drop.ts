import type { Chosen } from "./sources";

/** The files of a choice, named by their path where a folder was chosen; hidden files are left out. */
export function ofInput(files: Iterable<File>): Chosen[] {
  return [...files].map((file) => ({ name: file.webkitRelativePath || file.name, file })).filter(visible);
}

const visible = ({ name }: Chosen): boolean => !name.split("/").some((part) => part.startsWith("."));

/** Every file of what was dropped, folders walked, each named by its path. */
export async function ofDrop(data: DataTransfer): Promise<Chosen[]> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return ofInput(data.files);
  const found = await Promise.all(entries.map((entry) => walk(entry)));
  return found.flat().filter(visible);
}

async function walk(entry: FileSystemEntry): Promise<Chosen[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => {
      (entry as FileSystemFileEntry).file(resolve, reject);
    });
    return [{ name: entry.fullPath.replace(/^\//, ""), file }];
  }
  const children = await listed((entry as FileSystemDirectoryEntry).createReader());
  return (await Promise.all(children.map(walk))).flat();
}

/** A browser hands out a folder's entries a hundred at a time. */
async function listed(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0) return all;
    all.push(...some);
  }
}

/** The list with the new files added; one with the same name takes the place of the old one. */
export function added(chosen: readonly Chosen[], more: readonly Chosen[]): Chosen[] {
  return [...new Map([...chosen, ...more].map((item) => [item.name, item])).values()];
}
