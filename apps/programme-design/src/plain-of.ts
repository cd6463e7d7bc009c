/** Events hold plain objects: a DTO's class and its undefined fields would not be equal to what is read back. */
export function plainOf<Body extends object>(body: Body): Body {
  const plain: unknown = JSON.parse(JSON.stringify(body));
  if (!isLike(body, plain)) throw new Error('A body lost its shape');
  return plain;
}

const isLike = <Body extends object>(body: Body, plain: unknown): plain is Body =>
  typeof plain === 'object' && plain !== null && Object.keys(plain).every((key) => key in body);
