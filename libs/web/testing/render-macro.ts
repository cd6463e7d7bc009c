import { parse, type HTMLElement } from 'node-html-parser';

import { templates } from '../rendering/templates.js';

/** One macro of components/ with its parameters, as it stands on a page. */
export const renderMacro = (component: string, macro: string, params: object): HTMLElement =>
  parse(
    templates.renderString(`{% from "components/${component}/macro.njk" import ${macro} %}{{ ${macro}(params) }}`, {
      params,
    }),
  );
