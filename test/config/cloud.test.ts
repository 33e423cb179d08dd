// Where Microsoft is: every cloud whole, and no way to send passwords anywhere else by a typing mistake.
import assert from 'node:assert/strict';
import { type Cloud, cloudOf, isLoopback, isServiceUrl } from '../../src/config/cloud.ts';

function known(name: string): Cloud {
  const cloud = cloudOf(name);
  assert.ok(!('problem' in cloud), name);
  return cloud;
}

function problem(name: string): string {
  const cloud = cloudOf(name);
  assert.ok('problem' in cloud, name);
  return cloud.problem;
}

const addresses = (cloud: Cloud) =>
  Object.values(cloud)
    .flat()
    .filter(value => /^https?:/.test(value));

describe('the clouds', () => {
  for (const name of ['public', 'gcc', 'gcch', 'dod'])
    it(`${name} is reached over https alone, and each name is where it is reached`, () => {
      const cloud = known(name);
      for (const address of addresses(cloud)) assert.match(address, /^https:\/\//);
      assert.equal(cloud.login, cloud.authority);
      assert.equal(cloud.graph, cloud.graphName);
      assert.ok(isServiceUrl(cloud, cloud.connectorDefault));
      assert.ok(cloud.connectorDefault.endsWith('/'));
    });

  it('keep US government traffic on US government hosts', () => {
    for (const name of ['gcch', 'dod']) {
      const hosts = addresses(known(name)).map(address => new URL(address.replace('*.', '')).hostname);
      for (const host of hosts) assert.match(host, /\.us$/);
    }
  });

  it('know GCC as the commercial cloud with a connector of its own', () => {
    const [gcc, commercial] = [known('gcc'), known('public')];
    assert.equal(gcc.login, commercial.login);
    assert.equal(gcc.graph, commercial.graph);
    assert.notEqual(gcc.connectorDefault, commercial.connectorDefault);
  });

  it('say why China is not possible, and what is', () => {
    for (const name of ['china', '21Vianet']) {
      assert.match(problem(name), /resetPassword/);
      assert.match(problem(name), /public, gcc, gcch, dod/);
    }
  });

  it('refuse names nobody knows, whatever Object has on board', () => {
    for (const name of ['', 'germany', 'constructor', '__proto__', 'publicc'])
      assert.match(problem(name), /no cloud this bot knows/);
  });
});

describe('the cloud on this machine', () => {
  const cloud = known('http://127.0.0.1:3979');

  it('is reached by prefix under its one address', () => {
    const reached = addresses(cloud).filter(address => address.startsWith('http:'));
    for (const address of reached) assert.ok(address.startsWith('http://127.0.0.1:3979'), address);
    assert.equal(cloud.login, 'http://127.0.0.1:3979/login');
    assert.equal(cloud.graph, 'http://127.0.0.1:3979/graph');
    assert.equal(cloud.connectorDefault, 'http://127.0.0.1:3979/teams/');
  });

  it('leaves what is only compared as Microsoft’s', () => {
    assert.equal(cloud.authority, 'https://login.microsoftonline.com');
    assert.equal(cloud.graphName, 'https://graph.microsoft.com');
    assert.equal(cloud.botFrameworkIssuer, 'https://api.botframework.com');
  });

  it('is never another machine, nor an address with more to it', () => {
    const others = [
      'http://10.0.0.5:3979',
      'http://127.0.0.1.evil.example:3979',
      'https://login.evil.example',
      'http://127.0.0.1',
      'http://127.0.0.1:3979/path',
      'http://user@127.0.0.1:3979',
      'ftp://127.0.0.1:3979',
    ];
    for (const name of others) assert.match(problem(name), /not an address of this machine/);
  });

  it('tells loopback from everything else', () => {
    assert.ok(isLoopback('http://localhost:1') && isLoopback('http://[::1]:1') && isLoopback('http://127.0.0.1'));
    assert.ok(!isLoopback('http://localhost.evil.example') && !isLoopback('127.0.0.1'));
  });
});

describe('a service address', () => {
  it('is believed only when it is this cloud’s Teams', () => {
    const cloud = known('public');
    assert.ok(isServiceUrl(cloud, 'https://smba.trafficmanager.net/emea/tenant/'));
    const others = [
      'http://smba.trafficmanager.net/teams/',
      'https://smba.trafficmanager.net.evil.example/teams/',
      'https://smba.trafficmanager.net:8443/teams/',
      'https://evil.trafficmanager.net/teams/',
      'https://smba.trafficmanager.net@evil.example/',
      'https://a:b@smba.trafficmanager.net/',
      'smba.trafficmanager.net',
    ];
    for (const serviceUrl of others) assert.ok(!isServiceUrl(cloud, serviceUrl), serviceUrl);
  });
});
