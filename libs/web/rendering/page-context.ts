import { address } from '../addresses.js';
import { inOtherLanguage, type Language } from '../language.js';

export interface NavigationItem {
  readonly text: string;
  readonly href: string;
  readonly isCurrent?: boolean;
}

/** The block on every page that says where help is. Its wording belongs to the organisation, in each language. */
export interface SupportWording {
  readonly heading: string;
  readonly paragraphs: readonly string[];
}

/** What a page needs that is not its own: assembled by the composition root for each request. */
export interface PageContext {
  readonly language: Language;
  /** Path and query of this page in this language. */
  readonly address: string;
  /** The same page in the other language. */
  readonly addressInOtherLanguage: string;
  readonly navigation: readonly NavigationItem[];
  /** Empty where no organisation is set up yet. */
  readonly organisationName: string;
  /** The language the name is in, when it has no name in the page's language. */
  readonly organisationNameLanguage?: Language;
  readonly isSample: boolean;
  /** Notices of the service to everyone, in the page's language: planned work, a full disk. */
  readonly notices: readonly string[];
  /** Left out when the organisation has not worded its own: the layout says the neutral default. */
  readonly support?: SupportWording;
  /** Who is signed in, as they are called; left out for a person without an account. */
  readonly signedInName?: string;
  /** Where the sign-out button posts to. */
  readonly signOutAddress?: string;
  readonly signInAddress?: string;
  /** For every form on the page: `<input type="hidden" name="csrf" value="{{ page.csrfToken }}">`. */
  readonly csrfToken: string;
  /** New for each page shown; every form sends it as `command`, so that sending twice does it once. */
  readonly commandId: string;
  readonly cspNonce: string;
}

/** The pages that every page's footer links to; a service of the composition root shows them. */
export const accessibilityStatement = address('/:language/accessibility-statement');
export const privacyNotice = address('/:language/privacy');
export const cookiesPage = address('/:language/cookies');
export const homePage = address('/:language');
/** Leads out of the service to a neutral site (serve-exit.ts). Neutral itself: it stays in a browser's history. */
export const exitAddress = address('/leave');

/** A context of a person who is not signed in, with what is given put over it: for tests and for error pages. */
export function plainPageContext(
  given: Partial<PageContext> & { readonly language: Language; readonly address: string },
): PageContext {
  return {
    addressInOtherLanguage: inOtherLanguage(given.address),
    navigation: [],
    organisationName: '',
    isSample: false,
    notices: [],
    csrfToken: '',
    commandId: '',
    cspNonce: '',
    ...given,
  };
}
