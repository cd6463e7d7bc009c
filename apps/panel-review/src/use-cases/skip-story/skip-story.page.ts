import { Controller } from '@nestjs/common';

import { skipStoryPage } from '../../addresses.js';
import { readingAct } from '../../reading-act.page.js';
import { SkipStory } from './skip-story.command.js';

@Controller()
export class SkipStoryPage extends readingAct(
  skipStoryPage,
  'panel-member',
  (context, sitting, story) => new SkipStory(context, sitting, story),
) {}
