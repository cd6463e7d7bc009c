import { inOtherLanguage, nameOfLanguage, otherLanguage } from '../language.js';
import { loadWords } from '../words/words.js';
import { assetAddress } from './assets.js';
import { markLanguages } from './in-its-language.js';
import {
  accessibilityStatement,
  cookiesPage,
  exitAddress,
  homePage,
  privacyNotice,
  type PageContext,
} from './page-context.js';
import { keepForms, placeOfLanguageSwitch, switchButton } from './language-switch.js';
import type { PageView } from './page-view.js';
import { strictView } from './strict-view.js';
import { refuseUnboundNames, templates, type PageTemplate } from './templates.js';

const layoutWords = loadWords(import.meta.url, 'layout');

/** Outside production a name that the template binds nowhere throws, and one that the view does not have. */
function render(template: PageTemplate, view: object, names: object = {}): string {
  const isStrict = process.env['NODE_ENV'] !== 'production';
  if (isStrict) refuseUnboundNames(template);
  return markLanguages(templates.render(template.path, { ...names, view: isStrict ? strictView(view) : view }));
}

/** The HTML of a file to keep, on `layouts/file.njk`: it stands alone, with its styles, and leads nowhere. */
export const renderFile = (template: PageTemplate, view: object): string => render(template, view);

/** The HTML of a page. A template knows two names: `view`, the page's own, and `page`, the layout's. */
export function renderPage<View extends PageView>(template: PageTemplate, view: View, context: PageContext): string {
  const page = pageOf(view, context);
  const html = render(template, view, {
    page,
    // Names that nhsuk's own template reads.
    htmlLang: context.language,
    cspNonce: context.cspNonce,
    themeColor: '#0b4f5c',
  });
  // A page of the journey of telling has its own, which keeps the draft.
  if (!html.includes(placeOfLanguageSwitch)) return html;
  const kept = keepForms(html, context.address);
  const languageSwitch = templates.render('layouts/language-switch.njk', {
    page,
    form: kept.form,
    button: switchButton,
  });
  return kept.html.replace(placeOfLanguageSwitch, () => languageSwitch);
}

function pageOf(view: PageView, context: PageContext) {
  const { language } = context;
  const words = layoutWords[language];
  const errors = view.errors ?? [];
  const title = `${view.title} – Newid`;
  return {
    ...context,
    text: Object.fromEntries(
      words.keys.filter((key) => !key.startsWith('with-')).map((key) => [key.replaceAll('-', '_'), words(key)]),
    ),
    title: errors.length > 0 ? words('with-error', { title }) : title,
    errors,
    backLink: view.backLink,
    isShownOnce: view.isShownOnce ?? false,
    homeAddress: homePage.to({ language }),
    exitAddress: exitAddress.to(),
    otherLanguage: { code: otherLanguage(language), name: nameOfLanguage[otherLanguage(language)] },
    placeOfLanguageSwitch,
    otherAddress: context.addressInOtherLanguage || inOtherLanguage(context.address),
    support: context.support ?? {
      heading: words('support-heading'),
      paragraphs: [words('support-not-crisis'), words('support-999'), words('support-111')],
    },
    footerItems: [
      { href: accessibilityStatement.to({ language }), text: words('accessibility-statement') },
      { href: privacyNotice.to({ language }), text: words('privacy-notice') },
      { href: cookiesPage.to({ language }), text: words('cookies') },
    ],
    assets: {
      styles: assetAddress('newid.css'),
      script: assetAddress('newid.js'),
      icon: assetAddress('newid.svg'),
    },
  };
}
