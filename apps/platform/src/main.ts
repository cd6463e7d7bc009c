import { keepHeapSmall } from '#service-kit/heap-growth.js';

keepHeapSmall();
await import('./run.js');
