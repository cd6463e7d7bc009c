import { keepHeapSmall } from '#service-kit/starting/heap-growth.js';

keepHeapSmall();
