// The report as an admin reads it: what matters first, lines that fit, commands that can be copied, and names that stay names.
import assert from 'node:assert/strict';
import type { Report } from '../../src/doctor/doctor.ts';
import { about, type Finding } from '../../src/doctor/finding.ts';
import { markdown, written } from '../../src/doctor/report.ts';

const LONG =
  'Every admin of groups in the other forest could make themselves an approver, and nobody would be told of it. ';
const finding = (id: string, lookedAt = `Look at ${id}`) => about(id, lookedAt);

function reportOf(...findings: readonly Finding[]): Report {
  const of = (verdict: Finding['verdict']) => findings.filter(one => one.verdict === verdict).length;
  return {
    at: '2026-11-20T17:45:30.000Z',
    verdict: 'fail',
    counts: { pass: of('pass'), warn: of('warn'), fail: of('fail'), unknown: of('unknown') },
    sections: [
      { title: 'First part', findings: findings.slice(0, 2) },
      { title: 'Second part', findings: findings.slice(2) },
    ],
  };
}

const REPORT = reportOf(
  finding('a.well').pass('As it should be.'),
  finding('b.unseen').unknown('Could not be read.', 'Look by hand.'),
  finding('c.odd').warn(LONG.repeat(2), 'Change it.'),
  finding('d.broken').fail('It is wrong.', LONG, `PowerShell: Update-MgUser -UserId 'x' ${'-Flag '.repeat(20)}`),
);

describe('a report of readiness', () => {
  it('begins with what must be mended, then what to look at, then what is not known, and ends with what is well', () => {
    const order = ['d.broken', 'c.odd', 'b.unseen', 'a.well'].map(id => written(REPORT).indexOf(id));
    assert.deepEqual(
      order.toSorted((one, other) => one - other),
      order,
    );
    assert.match(
      written(REPORT),
      /^Reset Desk: readiness, 2026-11-20 17:45 UTC\n1 to mend, 1 to look at, 1 not known, 1 check well\n\nTo mend\n/,
    );
    assert.match(written(REPORT), /\n1 to mend, 1 to look at, 1 not known, 1 check well\. See the top\.\n$/);
    const sections = [...markdown(REPORT).matchAll(/^##+ (.*)$/gm)].map(([, title]) => title);
    assert.deepEqual(sections, [
      'To mend',
      'To look at',
      'Not known',
      'Everything that was looked at',
      'First part',
      'Second part',
    ]);
  });

  it('fits 80 columns without a colour, but for commands, which stay on one line to be copied', () => {
    const lines = written(REPORT).split('\n');
    const long = lines.filter(line => line.length > 80);
    assert.deepEqual(
      long.map(line => line.trim().slice(0, 28)),
      ['2. PowerShell: Update-MgUser'],
    );
    assert.ok(!written(REPORT).includes('\u001b'));
  });

  it('says all is well in few words', () => {
    const text = written(reportOf(finding('a').pass('Good.')));
    assert.doesNotMatch(text, /To mend|See the top/);
  });

  it('lets no name move the cursor, colour the terminal, break a line or turn the text around', () => {
    const hostile = 'evil\u001b[2J\u001b]0;x\u0007\r\n\n## To mend\u202etxt';
    const report = reportOf(finding('a', hostile).fail(hostile, hostile));
    for (const text of [written(report), markdown(report)]) {
      assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\u202e]/u);
      assert.equal(text.split('\n').filter(line => /^(## )?To mend/.test(line)).length, 1);
    }
  });
});
