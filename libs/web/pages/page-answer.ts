import type { PageContext } from '../rendering/page-context.js';
import type { PageView } from '../rendering/page-view.js';
import { renderPage } from '../rendering/render-page.js';
import type { PageTemplate } from '../rendering/templates.js';

/** What a page's method gives; PageAnswers turns it into a response. */
export type PageAnswer =
  | { readonly kind: 'html'; readonly status: 200 | 422; readonly html: string }
  | { readonly kind: 'see-other'; readonly address: string };

/** The page as HTML: 200, or 422 when its view has errors. */
export const htmlReply = <View extends PageView>(
  template: PageTemplate,
  view: View,
  page: PageContext,
): PageAnswer => ({
  kind: 'html',
  status: (view.errors ?? []).length > 0 ? 422 : 200,
  html: renderPage(template, view, page),
});

/**
 * After a form was taken: 303 to an address of this service. Throws for any other, which a posted "return to" could
 * be: `//elsewhere.example` is an address too.
 */
export function seeOther(address: string): PageAnswer {
  if (!isOwnAddress(address)) throw new Error('A page may only lead to an address of this service');
  return { kind: 'see-other', address };
}

export const isOwnAddress = (address: string): boolean =>
  // Control characters: browsers drop tabs and line ends, so that "/\t/elsewhere" is "//elsewhere" to them.
  /^\/(?![/\\])[^\\\u0000-\u001f\u007f]*$/.test(address);
