import { seeOther } from './page-answer.js';

describe('a page leads on', () => {
  it.each(['/en', '/cy/sittings/S1?x=a%2Fb', '/'])('to %s, an address of this service', (address) => {
    expect(seeOther(address)).toEqual({ kind: 'see-other', address });
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '',
    '/a\r\nset-cookie: x',
  ])('and never to %j', (address) => {
    expect(() => seeOther(address)).toThrow('address of this service');
  });
});
