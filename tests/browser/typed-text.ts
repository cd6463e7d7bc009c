import type { Page } from 'playwright-core';

/** Without what each page has anew, and without what is as good as nothing: a file cannot be given back. */
const typedIn = (document: string): string => `((document) => ({
  language: document.documentElement.lang,
  errors: document.querySelectorAll('.nhsuk-error-summary').length,
  typed: JSON.stringify([...new FormData(document.querySelector('.newid-language button').form)].filter(
    ([name, value]) => !['csrf', 'command'].includes(name) && value !== '' && typeof value === 'string',
  )),
}))(${document})`;

/** Something in each field that takes something, which the rules may well refuse: it is to be kept all the same. */
const fill = `(() => {
  const change = document.querySelector('.newid-language button');
  if (change === null) return null;
  for (const field of change.form.elements) {
    if (field.tagName === 'SELECT') field.selectedIndex = field.options.length - 1;
    else if (field.type === 'radio' || field.type === 'checkbox') field.checked = true;
    else if (field.tagName === 'TEXTAREA') field.value = 'Tŷ & “gŵyl”\\n<b>';
    else if (field.tagName === 'INPUT' && !['hidden', 'file'].includes(field.type)) field.value = '31';
  }
  const body = new URLSearchParams(new FormData(change.form, change)).toString();
  return { address: change.formAction, body, before: ${typedIn('document')} };
})()`;

export interface ChangeOfLanguage {
  readonly language: string;
  readonly errors: number;
  /** What the form would send. */
  readonly typed: string;
}

/**
 * What is typed into the page's form, and what the page in the other language makes of it; none for a page without.
 * Sent as the button sends it, but not drawn: drawing every form once more took the walk a minute longer.
 */
export async function typeAndChangeLanguage(
  page: Page,
): Promise<{ readonly before: ChangeOfLanguage; readonly after: ChangeOfLanguage } | undefined> {
  const filled = await page.evaluate<{ address: string; body: string; before: ChangeOfLanguage } | null>(fill);
  if (filled === null) return undefined;
  const { address, body, before } = filled;
  const answer = await page.request.post(address, {
    data: body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'text/html',
      origin: new URL(address).origin,
    },
  });
  const html = JSON.stringify(await answer.text());
  const after = await page.evaluate<ChangeOfLanguage>(typedIn(`new DOMParser().parseFromString(${html}, 'text/html')`));
  return { before, after };
}
