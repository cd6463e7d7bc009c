import type { Page } from 'playwright-core';

const form = `document.querySelector('.newid-language button').form`;
/** Without what each page has anew, and without what is as good as nothing: a file cannot be given back. */
const sent = `JSON.stringify([...new FormData(${form})].filter(
  ([name, value]) => !['csrf', 'command'].includes(name) && value !== '' && typeof value === 'string',
))`;

/** Something in each field that takes something, which the rules may well refuse: it is to be kept all the same. */
const fill = `(() => {
  for (const field of ${form}.elements) {
    if (field.tagName === 'SELECT') field.selectedIndex = field.options.length - 1;
    else if (field.type === 'radio' || field.type === 'checkbox') field.checked = true;
    else if (field.tagName === 'TEXTAREA') field.value = 'Tŷ & “gŵyl”\\n<b>';
    else if (field.tagName === 'INPUT' && !['hidden', 'file'].includes(field.type)) field.value = '31';
  }
  return ${sent};
})()`;

export interface ChangeOfLanguage {
  readonly language: string | null;
  readonly errors: number;
  /** What the form would send. */
  readonly typed: string;
}

/** What is typed into the page's form, and what the page in the other language makes of it; none for a page without. */
export async function typeAndChangeLanguage(
  page: Page,
): Promise<{ readonly before: ChangeOfLanguage; readonly after: ChangeOfLanguage } | undefined> {
  const change = page.locator('.newid-language button');
  if ((await change.count()) === 0) return undefined;
  const seen = async (look: string): Promise<ChangeOfLanguage> => ({
    language: await page.locator('html').getAttribute('lang'),
    errors: await page.locator('.nhsuk-error-summary').count(),
    typed: await page.evaluate<string>(look),
  });
  const before = await seen(fill);
  await Promise.all([page.waitForEvent('domcontentloaded'), change.click()]);
  return { before, after: await seen(sent) };
}
