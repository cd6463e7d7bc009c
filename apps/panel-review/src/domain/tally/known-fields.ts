/** Fields that a record of a sitting carries beside what is counted: left alone here. */
const remarks = ['reason', 'reasons', 'why', 'note'];

const fields = (...names: readonly string[]): ReadonlySet<string> => new Set([...names, ...remarks]);

export const knownFields = {
  document: fields(
    ...['method', 'stories', 'members', 'conflicts', 'rules', 'rounds'],
    ...['id', 'panel', 'parallel_to', 'domain', 'period', 'sat_on', 'facilitator', 'received_from'],
    ...['outcome', 'dissent', 'passed_up', 'expected'],
  ),
  conflict: fields('member', 'story'),
  rules: new Set(['quorum', 'scale', 'minimumBallots', 'secret', 'maxRounds']),
  scale: new Set(['min', 'max']),
  round: fields(
    ...['kind', 'proposal', 'ballots', 'counts', 'abstained', 'answered', 'turnout', 'secret'],
    ...['round', 'said_after', 'reasons_spoken'],
  ),
  ballot: fields('member', 'abstain', 'choice', 'scores', 'ranking', 'approve', 'stance', 'skipped'),
};
