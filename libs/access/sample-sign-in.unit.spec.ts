import { isLoopback, maySignInAsSample, type SampleConditions } from './sample-sign-in.js';

const sample: SampleConditions = {
  folderIsSample: true,
  host: '127.0.0.1',
  hostHeader: '127.0.0.1:8080',
  isProduction: false,
};

describe('signing in as an invented person, without proof', () => {
  it.each<[string, Partial<SampleConditions>]>([
    ['on this machine', {}],
    ['by name', { host: 'localhost', hostHeader: 'localhost:8080' }],
    ['over IPv6', { host: '::1', hostHeader: '[::1]:8080' }],
    ['on the usual port', { hostHeader: '127.0.0.1' }],
  ])('is offered %s', (_, changes) => {
    expect(maySignInAsSample({ ...sample, ...changes })).toBe(true);
  });

  it.each<[string, Partial<SampleConditions>]>([
    ['in production', { isProduction: true }],
    ['over a folder that was not made for the sample', { folderIsSample: false }],
    ['where the process listens to other machines', { host: '0.0.0.0' }],
    ['where it listens to other machines over IPv6', { host: '::' }],
    ['where the browser asked for another name: a page elsewhere led it here', { hostHeader: 'stories.example:8080' }],
    ['where that name only begins like this machine', { hostHeader: '127.0.0.1.example:8080' }],
    ['where that name only ends like it', { hostHeader: 'example.localhost' }],
    ['without a name', { hostHeader: undefined }],
    ['with an empty name', { hostHeader: '' }],
  ])('is refused %s', (_, changes) => {
    expect(maySignInAsSample({ ...sample, ...changes })).toBe(false);
  });

  it('knows this machine’s own addresses, and no others', () => {
    expect(['127.0.0.1', '::1', '[::1]', 'localhost'].map(isLoopback)).toEqual([true, true, true, true]);
    expect(['127.0.0.2', '10.0.0.1', '0.0.0.0', '', 'LOCALHOST.example'].some(isLoopback)).toBe(false);
  });
});
