import { describeEveryPage } from './every-page.js';

describeEveryPage('cy');
