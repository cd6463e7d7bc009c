import { InvalidMessage, type Message, type MessageBus, type Subscribing } from '../message-bus.js';

/** One broker, new for each test. `open` again after `close`: the same data, as after a restart. */
export interface MessageBusHarness {
  open(): Promise<MessageBus>;
  end(): Promise<void>;
}

const topic = 'newid.story-submission';

export const aMessage = (subject: string, version: number): Message<{ readonly version: number }> => ({
  specversion: '1.0',
  id: `${subject}@${String(version)}`,
  source: 'story-submission',
  type: 'story.submitted.v1',
  subject,
  time: '2026-03-01T10:00:00Z',
  datacontenttype: 'application/json',
  organisation: 'org-1',
  correlation: 'test',
  data: { version },
});

export function messageBusContract(name: string, newHarness: () => Promise<MessageBusHarness>): void {
  describe(`message bus ${name}`, () => {
    let harness: MessageBusHarness;
    let bus: MessageBus;
    let taken: string[];

    beforeEach(async () => {
      harness = await newHarness();
      bus = await harness.open();
      taken = [];
    });

    afterEach(async () => {
      await bus.close();
      await harness.end();
    });

    const poison = new Set<string>();
    const subscribing = (group = 'panel-review'): Subscribing => ({
      topics: [topic],
      group,
      async handle({ id }) {
        if (poison.has(id)) throw new Error('planted');
        taken.push(group === 'panel-review' ? id : `${group} ${id}`);
      },
    });
    const reopen = async (): Promise<void> => {
      await bus.close();
      bus = await harness.open();
    };
    beforeEach(() => {
      poison.clear();
    });

    it('hands a message over as it was published', async () => {
      const got: Message[] = [];
      const subscription = await bus.subscribe({
        ...subscribing(),
        handle: async (message) => void got.push(message),
      });
      await bus.publish(topic, [aMessage('story/Ŵ 🌿', 1)]);
      await subscription.caughtUp();
      expect(got).toEqual([aMessage('story/Ŵ 🌿', 1)]);
    });

    it('keeps the order of each subject over 10,000 messages', async () => {
      const subscription = await bus.subscribe(subscribing());
      for (let batch = 0; batch < 20; batch += 1) {
        const messages = Array.from({ length: 500 }, (_, at) =>
          aMessage(`story/${String(at % 100)}`, batch * 5 + Math.floor(at / 100) + 1),
        );
        await bus.publish(topic, messages);
      }
      await subscription.caughtUp();
      expect(taken).toHaveLength(10_000);
      const versions = taken.filter((id) => id.startsWith('story/42@')).map((id) => Number(id.split('@')[1]));
      expect(versions).toEqual(Array.from({ length: 100 }, (_, at) => at + 1));
    });

    it('handles several subjects at the same time, the messages of one after one another', async () => {
      let go: () => void = () => undefined;
      const gate = new Promise<void>((resolve) => {
        go = resolve;
      });
      const began: string[] = [];
      const subscription = await bus.subscribe({
        ...subscribing(),
        async handle({ id }) {
          began.push(id);
          if (id === 'story/c@1') go();
          await gate;
        },
      });
      await bus.publish(topic, [
        aMessage('story/a', 1),
        aMessage('story/a', 2),
        aMessage('story/b', 1),
        aMessage('story/c', 1),
      ]);
      await gate;
      expect(began).toEqual(['story/a@1', 'story/b@1', 'story/c@1']);
      await subscription.caughtUp();
      expect(began).toEqual(['story/a@1', 'story/b@1', 'story/c@1', 'story/a@2']);
    });

    it('gives each group every message, one that comes later what is still kept', async () => {
      const first = await bus.subscribe(subscribing());
      const second = await bus.subscribe(subscribing('impact-reporting'));
      await bus.publish(topic, [aMessage('story/a', 1)]);
      await Promise.all([first.caughtUp(), second.caughtUp()]);
      expect([...taken].sort()).toEqual(['impact-reporting story/a@1', 'story/a@1']);
    });

    it('hands over what was published while nobody listened, and after a restart what was not taken', async () => {
      const subscription = await bus.subscribe(subscribing());
      await subscription.pause();
      await bus.publish(topic, [aMessage('story/a', 1), aMessage('story/a', 2)]);
      await reopen();
      expect(taken).toEqual([]);
      const again = await bus.subscribe(subscribing());
      await again.caughtUp();
      expect(taken).toEqual(['story/a@1', 'story/a@2']);
      await reopen();
      await (await bus.subscribe(subscribing())).caughtUp();
      expect(taken).toHaveLength(2);
    });

    it('delivers a batch that is published twice twice: the inbox takes an id once', async () => {
      const subscription = await bus.subscribe(subscribing());
      await bus.publish(topic, [aMessage('story/a', 1)]);
      await bus.publish(topic, [aMessage('story/a', 1)]);
      await subscription.caughtUp();
      expect(new Set(taken)).toEqual(new Set(['story/a@1']));
    });

    it('tries again what fails for a moment', async () => {
      let failures = 0;
      const subscription = await bus.subscribe({
        ...subscribing(),
        async handle({ id }) {
          if (id === 'story/a@1' && (failures += 1) < 3) throw new Error('for a moment');
          taken.push(id);
        },
      });
      await bus.publish(topic, [aMessage('story/a', 1), aMessage('story/a', 2)]);
      await subscription.caughtUp();
      expect([taken, await bus.parked()]).toEqual([['story/a@1', 'story/a@2'], []]);
    });

    it('parks a message that always fails with the rest of its subject, over restarts, while others go on', async () => {
      poison.add('story/a@1');
      const subscription = await bus.subscribe(subscribing());
      await bus.publish(topic, [aMessage('story/a', 1), aMessage('story/b', 1), aMessage('story/a', 2)]);
      await subscription.caughtUp();
      await reopen();
      const again = await bus.subscribe(subscribing());
      await bus.publish(topic, [aMessage('story/a', 3), aMessage('story/b', 2)]);
      await again.caughtUp();
      expect(taken).toEqual(['story/b@1', 'story/b@2']);
      const place = { group: 'panel-review', topic, subject: 'story/a' };
      expect(await bus.parked()).toMatchObject([
        { ...place, because: 'Error: planted', messages: 3, messageId: 'story/a@1', type: 'story.submitted.v1' },
      ]);

      expect(await bus.release(place)).toBe(false);
      poison.clear();
      expect(await bus.release(place)).toBe(true);
      await bus.publish(topic, [aMessage('story/a', 4)]);
      await again.caughtUp();
      expect(taken.slice(2)).toEqual(['story/a@1', 'story/a@2', 'story/a@3', 'story/a@4']);
      expect(await bus.parked()).toEqual([]);
    });

    it('parks at once what can never be taken, and shows which messages wait by id, type and time', async () => {
      let tries = 0;
      const subscription = await bus.subscribe({
        ...subscribing(),
        async handle() {
          tries += 1;
          throw new InvalidMessage('planted');
        },
      });
      await bus.publish(topic, [aMessage('story/a', 1), aMessage('story/a', 2)]);
      await subscription.caughtUp();
      expect(tries).toBe(1);
      expect(await bus.parked()).toMatchObject([{ because: 'InvalidMessage: planted', messages: 2 }]);
      const place = { group: 'panel-review', topic, subject: 'story/a' };
      const seen = { type: 'story.submitted.v1', time: '2026-03-01T10:00:00Z' };
      expect(await bus.parkedMessages(place)).toEqual([
        { id: 'story/a@1', ...seen },
        { id: 'story/a@2', ...seen },
      ]);
      expect(await bus.parkedMessages({ ...place, subject: 'story/b' })).toEqual([]);
    });

    it('gives up the first parked message and goes on with the rest', async () => {
      poison.add('story/a@1');
      const subscription = await bus.subscribe(subscribing());
      await bus.publish(topic, [aMessage('story/a', 1), aMessage('story/a', 2)]);
      await subscription.caughtUp();
      expect(await bus.discardFirst({ group: 'panel-review', topic, subject: 'story/a' })).toBe(true);
      expect([taken, await bus.parked()]).toEqual([['story/a@2'], []]);
    });

    it('hands nothing over between pause and resume, while another group goes on', async () => {
      const subscription = await bus.subscribe(subscribing());
      const other = await bus.subscribe(subscribing('impact-reporting'));
      await bus.publish(topic, [aMessage('story/a', 1)]);
      await Promise.all([subscription.caughtUp(), other.caughtUp()]);
      await subscription.pause();
      for (const version of [2, 3, 4]) {
        await bus.publish(topic, [aMessage('story/a', version)]);
        await other.caughtUp();
      }
      expect(taken.filter((id) => !id.startsWith('impact'))).toEqual(['story/a@1']);
      await subscription.resume();
      await subscription.caughtUp();
      const all = [1, 2, 3, 4].map((version) => `story/a@${String(version)}`);
      expect(taken.filter((id) => !id.startsWith('impact'))).toEqual(all);
    });

    it('says why a parked stream failed when it was tried last, and since when it has stood still', async () => {
      let why = 'for one reason';
      const subscription = await bus.subscribe({
        ...subscribing(),
        handle: async () => {
          throw new InvalidMessage(why);
        },
      });
      await bus.publish(topic, [aMessage('story/a', 1)]);
      await subscription.caughtUp();
      const [before] = await bus.parked();
      why = 'for another';
      expect(await bus.release({ group: 'panel-review', topic, subject: 'story/a' })).toBe(false);
      expect(await bus.parked()).toEqual([{ ...before, because: 'InvalidMessage: for another' }]);
    });

    it('hands over each once and in order what is more than one request can hold', async () => {
      const subscription = await bus.subscribe(subscribing());
      // 40 of 100 kB each.
      const large = Array.from({ length: 40 }, (_, at) => ({
        ...aMessage('story/a', at + 1),
        data: { version: at + 1, box: 'x'.repeat(100_000) },
      }));
      await bus.publish(topic, large);
      await subscription.caughtUp();
      expect(taken).toEqual(large.map(({ id }) => id));
    });
  });
}
