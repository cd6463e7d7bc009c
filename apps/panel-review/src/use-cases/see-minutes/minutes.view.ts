import type { Words } from '#web/words/words.js';
import { writeDate, writeList } from '#web/written.js';

import { minutesFile, seeMeeting } from '../../addresses.js';
import type { ReceivedStory } from '../../domain/sitting/events.js';
import { saidForLaterPanels } from '../../domain/sitting/reach.js';
import { couldNotRead, hasRead, hasSkipped, membersPresent } from '../../domain/sitting/state.js';
import type { SittingDocument } from '../../read-models/sittings/sittings.js';
import type { MeetingSeen } from '../../showing-meetings/meeting-seen.js';
import { rulesView } from '../../showing-meetings/rules.view.js';
import { whoCameRows } from '../../showing-meetings/who-came.view.js';
import { outcomeView } from '../../showing-meetings/outcome.view.js';
import { roundsView } from '../../showing-meetings/rounds.view.js';
import { titleOf } from '../../showing-meetings/stories.view.js';
import type { PhotoShown } from '../../reading-meetings/photos-shown.js';
import type { RecordedInRoom } from './recorded-in-rounds.js';

interface Line {
  readonly text: string;
  /** Of a title, which stands after the text in its own language. */
  readonly title: string;
  readonly language: string;
}

/** In its own language. */
interface Titled {
  readonly text: string;
  readonly language: string;
}

interface Section {
  readonly heading: string;
  readonly facts: readonly { readonly key: string; readonly value: string }[];
  readonly lines: readonly Line[];
  readonly quotes: readonly { readonly text: string; readonly by: string; readonly about: Titled | null }[];
  readonly tables: readonly {
    readonly caption: string;
    readonly head: readonly string[];
    readonly rows: readonly {
      readonly heading: string;
      readonly language: string;
      readonly cells: readonly string[];
    }[];
  }[];
}

export interface MinutesSeen {
  readonly document: SittingDocument;
  readonly meeting: MeetingSeen;
  /** By round. */
  readonly recorded: ReadonlyMap<string, RecordedInRoom>;
}

/** All that is on record of a meeting (method.md, section 4), as one document; each text as far as it may be read now. */
export function minutesView(
  { document, meeting, recorded }: MinutesSeen,
  photos: readonly PhotoShown[],
  words: Words,
  meetingWords: Words,
) {
  const { language } = words;
  const { state, names } = meeting;
  const { sitting } = state.opened;
  const title = words('heading', { panel: names.panel, period: names.period });
  return {
    title,
    backLink: seeMeeting.to({ language, sitting }),
    language,
    heading: title,
    status: state.isClosed ? '' : words('still-open'),
    note: words('note'),
    file: { text: words('download'), href: minutesFile.to({ language, sitting }) },
    sections: [
      aboutMeeting(document, meeting, words, meetingWords),
      storiesReceived(meeting, words),
      whoRead(meeting, words),
      tooClose(meeting, words),
      ...rounds({ meeting, recorded }, words, meetingWords),
      decided(meeting, words, meetingWords),
    ],
    photos: photos.length === 0 ? null : { heading: words('flip-charts'), items: photos },
  };
}

const section = (heading: string, of: Partial<Section>): Section => ({
  ...{ heading, facts: [], lines: [], quotes: [], tables: [] },
  ...of,
});

function aboutMeeting(
  { openedAt, closedAt }: SittingDocument,
  meeting: MeetingSeen,
  words: Words,
  meetingWords: Words,
): Section {
  const { state, people, names, design } = meeting;
  const { language } = words;
  const { opened, left } = state;
  const listed = (ids: readonly string[]): string => writeList(language, ids.map(people));
  const facts = [
    [meetingWords('programme'), names.programme],
    [meetingWords('domain'), names.domain ?? meetingWords('all-domains')],
    [words('opened'), writeDate(language, openedAt, design?.timezone)],
    ...(closedAt === undefined ? [] : [[words('closed'), writeDate(language, closedAt, design?.timezone)]]),
    [meetingWords('facilitator'), people(opened.facilitator)],
    [meetingWords('members'), listed(membersPresent(state))],
    ...(left.length === 0 ? [] : [[meetingWords('members-left'), listed(left)]]),
    [meetingWords('held-in'), meetingWords(`held-in-${opened.heldIn}`)],
    ...whoCameRows(meeting, meetingWords),
    [meetingWords('method'), meetingWords(`method-${opened.method}`)],
    ...rulesView(opened, meetingWords),
  ];
  return section(words('about'), { facts: facts.map(([key = '', value = '']) => ({ key, value })) });
}

function storiesReceived(meeting: MeetingSeen, words: Words): Section {
  const { state } = meeting;
  return section(words('received'), {
    lines: linesOrNone(words, state.stories, (story) => ({
      ...lineOf(meeting, story, words),
      text: [
        words(`from-${story.from.kind}`, { reference: story.reference }),
        ...withReasons(story, words),
        ...(state.takenOut.includes(story.story) ? [words('left-meeting')] : []),
      ].join(' '),
    })),
  });
}

function linesOrNone(
  words: Words,
  stories: readonly ReceivedStory[],
  line: (story: ReceivedStory) => Line,
): readonly Line[] {
  return stories.length === 0
    ? [{ text: words('no-stories'), title: '', language: words.language }]
    : stories.map(line);
}

function withReasons({ reasons }: ReceivedStory, words: Words): readonly string[] {
  const n = saidForLaterPanels(reasons);
  return n === 0 ? [] : [words('with-reasons', { n })];
}

/** Who skipped a story is not told: nobody has to say why something is too hard to read. */
function whoRead(meeting: MeetingSeen, words: Words): Section {
  const { state, people } = meeting;
  const { members } = state.opened;
  return section(words('who-read'), {
    lines: linesOrNone(words, state.stories, (story) => {
      const read = members.filter((member) => hasRead(state, member, story.story));
      const skipped = members.filter((member) => hasSkipped(state, member, story.story)).length;
      const unable = members.filter((member) => couldNotRead(state, member, story.story)).length;
      const how = state.readOut[story.story];
      return {
        ...lineOf(meeting, story, words),
        text: [
          read.length === 0
            ? words('read-by-nobody')
            : words('read-by', { people: writeList(words.language, read.map(people)) }),
          ...(how === undefined ? [] : [words(how)]),
          ...(skipped === 0 ? [] : [words('skipped-by', { n: skipped })]),
          ...(unable === 0 ? [] : [words('could-not-read', { n: unable })]),
        ].join(' '),
      };
    }),
  });
}

/** Why somebody is too close can say who told a story: it is for them alone. */
function tooClose(meeting: MeetingSeen, words: Words): Section {
  const { state, people } = meeting;
  return section(words('too-close'), {
    lines:
      state.conflicts.length === 0
        ? [{ text: words('nobody-too-close'), title: '', language: words.language }]
        : state.conflicts.flatMap(({ member, story: id }) => {
            const story = state.stories.find((each) => each.story === id);
            return story === undefined ? [] : [{ ...lineOf(meeting, story, words), text: people(member) }];
          }),
  });
}

function rounds(
  { meeting, recorded }: Pick<MinutesSeen, 'meeting' | 'recorded'>,
  words: Words,
  meetingWords: Words,
): readonly Section[] {
  const { items } = roundsView(meeting, meetingWords);
  if (items.length === 0) return [section(words('rounds'), { lines: [plain(words('no-rounds'), words)] })];
  return items.map(({ round, heading, openWords, leading, counts, said }) =>
    section(heading, {
      lines: [openWords, leading, recordedWords(recorded.get(round), meeting, words)]
        .filter((text) => text !== '')
        .map((text) => plain(text, words)),
      tables:
        counts === null
          ? []
          : [
              {
                caption: counts.caption,
                head: counts.head.map(({ text }) => text),
                rows: counts.rows.map(([first, ...cells]) => ({
                  heading: first.text,
                  language: first.attributes?.lang ?? words.language,
                  cells: cells.map(({ text }) => text),
                })),
              },
            ],
      quotes: said,
    }),
  );
}

function recordedWords(recorded: RecordedInRoom | undefined, { people }: MeetingSeen, words: Words): string {
  if (recorded === undefined) return '';
  const name = people(recorded.recordedBy);
  if (recorded.members.length === 0) return words('recorded-counts', { name });
  return words('recorded-slips', { name, members: writeList(words.language, recorded.members.map(people)) });
}

function decided(meeting: MeetingSeen, words: Words, meetingWords: Words): Section {
  const { kind, chosen, againstCount, groupReasons, groupHeading, lessons, views, goesOn } = outcomeView(
    meeting,
    meetingWords,
  );
  const values = meeting.reasons.flatMap((reason) => reason.values);
  return section(words('decided'), {
    facts: values.length === 0 ? [] : [{ key: words('values'), value: writeList(words.language, values) }],
    lines: [
      { text: kind, title: '', language: words.language },
      ...chosen.map(({ text, language }) => ({ text: '', title: text, language })),
      ...(againstCount === '' ? [] : [plain(againstCount, words)]),
      ...goesOn.map(({ text, story }) => ({ text, title: story.text, language: story.language })),
    ],
    quotes: [
      ...groupReasons.map((text) => ({ text, by: groupHeading, about: null })),
      ...lessons.items.map(({ story, text }) => ({ text, by: words('lesson-of'), about: story })),
      ...views.items.map(({ text, by }) => ({ text, by, about: null })),
    ],
  });
}

const plain = (text: string, { language }: Words): Line => ({ text, title: '', language });

function lineOf(meeting: MeetingSeen, story: ReceivedStory, { language }: Words): Line {
  const { text, language: told } = titleOf(meeting, story);
  return { text: '', title: text, language: told ?? language };
}
