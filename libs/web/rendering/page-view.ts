/** One line of the error summary. `href` leads to the first input of the field; none for an error of the whole form. */
export interface ErrorLine {
  readonly text: string;
  readonly href?: string;
  /** What to do now, where that is not said already. */
  readonly next?: string;
}

/** What every page's view says; the rest of a view is the page's own. */
export interface PageView {
  /** The title of the page, in its language, without the service name: mostly its heading. Neutral on story pages. */
  readonly title: string;
  /** Where "Back" leads; left out on first pages. */
  readonly backLink?: string | undefined;
  /** A code or a link that is given once, in answer to a form: the change of language would lead away from it. */
  readonly isShownOnce?: boolean | undefined;
  /** In page order. When there are any, the title gets its prefix and the answer is 422. */
  readonly errors?: readonly ErrorLine[] | undefined;
}
