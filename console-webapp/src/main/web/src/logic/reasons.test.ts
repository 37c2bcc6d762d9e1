import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import i18n, { setLanguage } from '../i18n';
import de from '../i18n/de.json';
import en from '../i18n/en.json';
import { inWords } from './reasons';

const ROOT = path.resolve(import.meta.dirname, '../../../../../..');
const PARTS = ['bundles', 'agent-bundle', 'relay-bundle'];

function sources(directory: string): string[] {
  if (!fs.existsSync(directory)) return [];
  return fs.readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(directory, entry.name);
    if (entry.isDirectory()) return ['target', 'test', 'testkit', 'node_modules'].includes(entry.name) ? [] : sources(file);
    return entry.name.endsWith('.java') ? [file] : [];
  });
}

/** Every code that is written where a reason is made. */
function codesInJava(): Set<string> {
  const codes = new Set<string>();
  const made = /(?:Reason\.of|new Reason|RefusedException\.require|RefusedException\.because)\((?:[^"();]|\([^"()]*\))*"([a-z_]+(?:\.[a-z_0-9]+)+)"/g;
  for (const file of PARTS.flatMap((part) => sources(path.join(ROOT, part)))) {
    for (const found of fs.readFileSync(file, 'utf8').matchAll(made)) codes.add(found[1]!);
  }
  return codes;
}

function keys(list: object): string[] {
  return Object.entries(list).flatMap(([section, words]) => Object.keys(words as object).map((key) => `${section}/${key}`));
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map((found) => found[1]!).sort();
}

describe('the word lists', () => {
  it('hold every reason code that the Java code makes', () => {
    const codes = [...codesInJava()];
    expect(codes.length).toBeGreaterThan(60);
    expect(codes.filter((code) => !(code in en.reason))).toEqual([]);
  });

  it('hold the same keys in both languages', () => {
    expect(keys(de).sort()).toEqual(keys(en).sort());
  });

  it('name the same parameters in both languages', () => {
    const flat = (list: object) => Object.values(list).flatMap((words) => Object.values(words as Record<string, string>));
    const english = flat(en);
    const german = flat(de);
    for (let i = 0; i < english.length; i++) {
      expect([...new Set(placeholders(german[i]!))]).toEqual([...new Set(placeholders(english[i]!))]);
    }
  });

  it('hold every text that the pages ask for', () => {
    const known = new Set(keys(en).map((key) => key.replace(/_(one|other)$/, '')));
    const source = path.resolve(import.meta.dirname, '..');
    const asked = (fs.readdirSync(source, { recursive: true }) as string[])
      .filter((name) => name.endsWith('.tsx') || (name.endsWith('.ts') && !name.endsWith('.test.ts')))
      .flatMap((name) => [...fs.readFileSync(path.join(source, name), 'utf8').matchAll(/\bt\(\s*'([^']+)'/g)].map((found) => found[1]!));
    expect(asked.length).toBeGreaterThan(100);
    expect(asked.filter((key) => !known.has(key))).toEqual([]);
  });
});

describe('a reason in words', () => {
  const words = (code: string, parameters: Record<string, string>) =>
    inWords(i18n.t, (key) => i18n.exists(key), { code, parameters });

  beforeAll(() => setLanguage('en'));

  it('takes its parameters in', () => {
    expect(words('task.planned', { catalog: '7' })).toBe('Planned against catalog revision 7.');
  });

  it('says more where it knows more', () => {
    expect(words('apt.kept_back', {})).toBe('apt keeps it back.');
    expect(words('apt.kept_back', { words: 'libc6 < 2.37' })).toBe('apt keeps it back: libc6 < 2.37');
  });

  it('says since when a source is stale, with the parameters that it really has', () => {
    const parameters = { name: 'Debian', state: 'UNREACHABLE', since: '2026-11-07T12:00:00Z' };
    expect(words('source.stale', parameters)).toContain('it last succeeded on 2026-11-07');
    expect(words('source.stale', { name: 'Debian', state: 'NEW' })).toBe('Nobody keeps the source Debian up to date.');
  });

  it('is spelled out where no words are known', () => {
    expect(words('vendor.new_code', { b: '2', a: '1' })).toBe('vendor.new_code (b=2, a=1)');
    expect(words('vendor.bare', {})).toBe('vendor.bare');
  });

  it('lets parameters do nothing but be read', () => {
    const hostile = { release: '$t(login/password) {{count}}', count: '9', lng: 'de', context: 'x', defaultValue: 'y' };
    expect(words('finding.hidden_by_default_release', hostile)).toBe(
      'The Default-Release $t(login/password) {{count}} hides updates: 9.',
    );
  });

  it('speaks German too', async () => {
    await setLanguage('de');
    expect(words('finding.held', {})).toBe('Der Besitzer des Computers hält das Paket zurück.');
    await setLanguage('en');
  });
});
