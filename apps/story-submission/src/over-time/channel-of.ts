/** One line with an at sign and a dot after it is an email; anything else is written on an envelope. */
export const channelOf = (address: string): 'mail' | 'letter' =>
  /^[^\s@,;<>"()]{1,64}@[^\s@,;<>"()]+\.[^\s@,;<>"().]{2,}$/.test(address.trim()) ? 'mail' : 'letter';
