// The packer as its tests use it: the checked-in files and placeholder values, and a way to spoil one of them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export type Problem = { readonly name: string; readonly problem: string; readonly mend: string };
export type Packed =
  | { readonly zip: Uint8Array; readonly problems?: undefined }
  | { readonly problems: readonly Problem[]; readonly zip?: undefined };
export type Files = ReadonlyMap<string, Uint8Array>;
export type Values = Readonly<Record<string, string>>;
export type Json = Record<string, unknown>;

export const ROOT = rootAbove(dirname(fileURLToPath(import.meta.url)));

type Packer = { readonly pack: (files: Files, values: Values) => Promise<Packed> };
type Reader = {
  readonly readValues: (environment: string, folder: string) => { values?: Values; problems?: readonly Problem[] };
};
type Icons = { readonly problemsOfIcons: (icons: unknown, files: Files) => readonly Problem[] };
type Languages = {
  readonly problemsOfLanguage: (file: string, words: Json, manifest: Json) => Promise<readonly Problem[]>;
};
// Scripts are plain JavaScript beside the build, so that they run before there is one.
const { pack } = (await script('pack')) as Packer;
export const { readValues } = (await script('values')) as Reader;
export const { problemsOfIcons } = (await script('icons')) as Icons;
export const { problemsOfLanguage } = (await script('languages')) as Languages;

export const VALUES: Values = readValues('sandbox', join(ROOT, 'env')).values ?? {};

export function packed(files: Files = checkedIn(), values: Values = VALUES): Promise<Packed> {
  return pack(files, values);
}

/** Empty when it makes a package. */
export async function problems(files: Files = checkedIn(), values: Values = VALUES): Promise<readonly Problem[]> {
  return (await packed(files, values)).problems ?? [];
}

export function checkedIn(): Map<string, Uint8Array> {
  const folder = join(ROOT, 'appPackage');
  const names = readdirSync(folder, { withFileTypes: true }).filter(entry => entry.isFile());
  return new Map(names.map(({ name }) => [name, new Uint8Array(readFileSync(join(folder, name)))]));
}

export function json(name: string): Json {
  return JSON.parse(readFileSync(join(ROOT, 'appPackage', name), 'utf8')) as Json;
}

/** The checked-in files with one of the JSON files changed. */
export function changed(name: string, change: (file: Json) => void): Files {
  const file = json(name);
  change(file);
  return checkedIn().set(name, new TextEncoder().encode(JSON.stringify(file)));
}

/** As an admin reads them, without their mends. */
export function read(all: readonly Problem[]): readonly string[] {
  return all.map(({ name, problem }) => `${name} ${problem}`);
}

export function languageFiles(): readonly string[] {
  const { additionalLanguages } = json('manifest.json')['localizationInfo'] as {
    additionalLanguages: readonly { file: string }[];
  };
  return additionalLanguages.map(({ file }) => file);
}

function script(name: string): Promise<unknown> {
  return import(pathToFileURL(join(ROOT, `scripts/package/${name}.mjs`)).href);
}

function rootAbove(folder: string): string {
  if (existsSync(join(folder, 'appPackage/manifest.json'))) return folder;
  const above = dirname(folder);
  if (above === folder) throw new Error('the tests are not inside a checkout');
  return rootAbove(above);
}
