import { inOtherLanguage } from '../language.js';

/** Stands in a page where its change of language comes, until it is known which forms the page has. */
export const placeOfLanguageSwitch = '<!-- language -->';

/** The change of language as a button of a form: what was typed comes along, and nothing is sent. */
export const switchButton = { name: 'switch', value: 'language' } as const;

/** A form of the page whose answers a change of language would lose. */
export interface FormToKeep {
  readonly id: string;
  /** The form in the other language. */
  readonly action: string;
  /** What Enter in a field is to press: the first button of the form itself, and not the change of language. */
  readonly pressedByEnter: { readonly name: string; readonly value: string };
}

const formInMain = /<form\b([^>]*)>([\s\S]*?)<\/form>/g;
/** Not ticks alone: a list of which some are ticked is no form of `defineForm`, which is what keeps the rest. */
const field = /<textarea\b|<select\b|<input\b(?![^>]*\btype="(?:hidden|submit|checkbox)")/;
const fieldOfText = /<textarea\b|<input\b(?![^>]*\btype="(?:hidden|submit|radio|checkbox)")/;
/** A password is not sent to and fro, and a chosen file cannot be given back. */
const cannotBeKept = /<input\b[^>]*\btype="(?:password|file)"/;
const firstButton = /<button\b(?![^>]*\btype="button")([^>]*)>/;

/**
 * Marks each form of a page whose answers can be kept, and says which of them the change of language belongs to: the
 * first with a field for text, else the first with a choice.
 */
export function keepForms(html: string, address: string): { readonly html: string; readonly form?: FormToKeep } {
  const start = html.indexOf('<main');
  const forms = [...html.slice(start).matchAll(formInMain)].flatMap((found): readonly FoundForm[] => {
    const [, attributes = '', inner = ''] = found;
    const isKept = attributeIn(attributes, 'method') === 'post' && !/\s(hidden|enctype)\b/.test(attributes);
    return isKept && field.test(inner) && !cannotBeKept.test(inner)
      ? [{ at: start + found.index + '<form'.length, attributes, inner }]
      : [];
  });
  const chosen = forms.find(({ inner }) => fieldOfText.test(inner)) ?? forms[0];
  if (chosen === undefined) return { html };
  const id = attributeIn(chosen.attributes, 'id');
  const actionOf = ({ attributes }: FoundForm): string =>
    inOtherLanguage(attributeIn(attributes, 'action') ?? address.replaceAll('&', '&amp;'));
  const marked = forms.reduceRight((text, form) => {
    const ownId = form === chosen && id === undefined ? ' id="typed"' : '';
    return `${text.slice(0, form.at)}${ownId} data-newid-other="${actionOf(form)}"${text.slice(form.at)}`;
  }, html);
  const [, button = ''] = firstButton.exec(chosen.inner) ?? [];
  return {
    html: marked,
    form: {
      id: id ?? 'typed',
      action: actionOf(chosen),
      pressedByEnter: { name: attributeIn(button, 'name') ?? '', value: attributeIn(button, 'value') ?? '' },
    },
  };
}

interface FoundForm {
  /** Where its attributes begin. */
  readonly at: number;
  readonly attributes: string;
  readonly inner: string;
}

/** As it is written in the page, escaped. */
const attributeIn = (attributes: string, name: string): string | undefined =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1];
