import { Controller, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { ApiHeader, ApiTags } from '@nestjs/swagger';

import { ServiceRuntime } from '#service-kit/service.js';

import {
  yourMediaApi,
  yourMediaSharingApi,
  yourMediumContentApi,
  yourMediumRemovalApi,
  yourMediumWordsApi,
} from '../../addresses.js';
import { takesBytes } from './take-media.js';
import { withStory } from './tellers-media.js';
import { tellersMediaApi } from './tellers-media.api.js';

const mediaOfStory = tellersMediaApi(
  {
    list: yourMediaApi,
    content: yourMediumContentApi,
    words: yourMediumWordsApi,
    removal: yourMediumRemovalApi,
    sharing: yourMediaSharingApi,
  },
  withStory,
);

@ApiTags('media')
@ApiHeader({ name: 'x-newid-code', required: true })
@Controller()
export class YourMediaApi extends mediaOfStory implements OnModuleInit {
  constructor(
    commands: CommandBus,
    service: ServiceRuntime,
    private readonly adapterHost: HttpAdapterHost<FastifyAdapter>,
  ) {
    super(commands, service);
  }

  onModuleInit(): void {
    takesBytes(this.adapterHost.httpAdapter.getInstance());
  }
}
