import 'reflect-metadata';

import { Body, Controller, Inject, Module, Post, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { mongo } from 'mongoose';

import { TellStoryDto } from '../../../apps/story-submission/src/use-cases/tell-story/tell-story.dto.js';
import { bareClient } from './real-servers.js';

// What a story over HTTP is held against, a process of its own: the same validated body, written as one document.

const stories = 'stories';

@Controller()
class BareApi {
  constructor(@Inject(stories) private readonly collection: mongo.Collection) {}

  @Post('/stories')
  async tell(@Body() body: TellStoryDto) {
    const { insertedId } = await this.collection.insertOne({ ...body });
    return { story: insertedId.toHexString() };
  }
}

const client = bareClient(process.argv[2] ?? '');

@Module({
  controllers: [BareApi],
  providers: [{ provide: stories, useValue: client.db('bare').collection(stories) }],
})
class BareModule {}

await client.connect();
const app = await NestFactory.create<NestFastifyApplication>(BareModule, new FastifyAdapter(), { logger: false });
app.useGlobalPipes(new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true }));
await app.listen(0, '127.0.0.1');
process.send?.(await app.getUrl());
