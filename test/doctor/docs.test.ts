// What the doctor asks for and leads to is what the docs say: permissions, runbooks, attested switches.
import assert from 'node:assert/strict';
import { REGISTRATIONS } from '../../sandbox/company.ts';
import { APPLICATION, DELEGATED } from '../../src/doctor/permissions.ts';
import { files, read } from '../core/house.ts';

describe('the docs of the doctor', () => {
  const rows = (heading: string) => {
    const [, section = ''] = read('docs/permissions.md').split(`## ${heading}`);
    const [part = ''] = section.split('\n## ');
    return [...part.matchAll(/^\| `([\w.-]+)`( \(optional\))? \|/gm)].map(([, name = '', optional]) => ({
      name,
      optional: optional !== undefined,
    }));
  };
  const sorted = (names: readonly string[]) => names.toSorted((one, other) => one.localeCompare(other));

  it('ask for just the permissions it looks for, and call optional what it does', () => {
    const { required, optional } = APPLICATION.desk;
    const desk = rows('2. Desk');
    assert.deepEqual(sorted(desk.filter(row => !row.optional).map(({ name }) => name)), sorted(required));
    assert.deepEqual(sorted(desk.filter(row => row.optional).map(({ name }) => name)), sorted(Object.keys(optional)));
    const hands = rows('3. Hands').map(({ name }) => name);
    assert.deepEqual(sorted(hands), sorted([...DELEGATED, 'offline_access']));
  });

  it('ask an admin for what the demo company has', () => {
    const { required, optional } = APPLICATION.desk;
    assert.deepEqual(sorted(REGISTRATIONS.desk.roles), sorted([...required, ...Object.keys(optional)]));
  });

  it('have every page that a step leads to', () => {
    const pages = files('src', '.ts').flatMap(file =>
      [...read(file).matchAll(/docs\/[\w/-]+\.md/g)].map(([page]) => page),
    );
    const there = files('docs', '.md');
    assert.ok(pages.length > 10);
    assert.deepEqual(
      [...new Set(pages)].filter(page => !there.includes(page)),
      [],
    );
  });

  it('have no link among the runbooks that leads nowhere', () => {
    const there = files('docs', '.md');
    const dead = files('docs/runbooks', '.md').flatMap(file =>
      [...read(file).matchAll(/\]\(([\w./-]+\.md)\)/g)].flatMap(([, link = '']) => {
        const target = new URL(link, `http://x/${file}`).pathname.slice(1);
        return there.includes(target) ? [] : [`${file}: ${link}`];
      }),
    );
    assert.deepEqual(dead, []);
  });
});
