import { barChart, type BarChartParams } from './bar-chart.js';

export const barChartExamples: Readonly<Record<'three domains' | 'nothing yet', BarChartParams>> = {
  'three domains': barChart('en', {
    id: 'by-domain',
    title: 'Stories by domain',
    caption: 'Number of stories by domain',
    head: ['Domain', 'Stories'],
    bars: [
      { label: 'Taking part', count: 1200 },
      { label: 'Bywyd bob dydd', language: 'cy', count: 300 },
      { label: 'Any other change', count: 0 },
    ],
  }),
  'nothing yet': barChart('en', {
    id: 'none',
    title: 'Stories',
    caption: 'Stories',
    head: ['Domain', 'Stories'],
    bars: [],
  }),
};
