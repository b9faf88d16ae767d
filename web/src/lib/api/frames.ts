// Made from schema/ by scripts/schema.mjs; not written by hand.

/**
 * Every frame on the live connection. What the server sends is described exactly; a client still ignores fields that it does not know. The prose to it is docs/protocol.md.
 *
 */
export type Frame = ClientFrame | ServerFrame;
export type ClientFrame = Hello | Subscribe | Unsubscribe | Command | TypingOut | Ping;
export type Token = string;
export type Stream = string;
export type Number = number;
export type Command = MessagePost | ConversationEnd | QueueTake;
export type Uuid = string;
export type ConversationStream = string;
export type ServerFrame =
  Welcome | Snapshot | Event | Ack | ErrorFrame | ConversationSignal | SubscriptionEnded | Pong | Bye;
export type Time = string;
export type Snapshot = ConversationSnapshot | LineSnapshot;
export type State = 'waiting' | 'active' | 'ended' | 'left' | 'refused';
export type Register = 'nl' | 'nl-u' | 'en';
export type Who = 'visitor' | 'operator';
export type LineStream = string;
export type Event = ConversationEvent | LineEvent;
export type ConversationEvent = ConversationRequested | ConversationAccepted | MessagePosted | ConversationEnded;
export type ConversationRequestedData = {
  nickname: string;
} | null;
export type ConversationAcceptedData = {
  /**
   * The alias.
   */
  operator: string;
} | null;
export type MessagePostedData = {
  from: Who;
  alias: string | null;
  text: string;
} | null;
export type ConversationEndedData = {
  by: Who;
  state: 'ended' | 'left';
} | null;
export type LineEvent = ConversationWaiting | ConversationTaken | ConversationGone;
export type ConversationTakenData = {
  conversation: Uuid;
  operator: Uuid;
  alias: string;
} | null;
export type ConversationGoneData = {
  conversation: Uuid;
} | null;
export type Code =
  | 'malformed'
  | 'invalid'
  | 'unauthenticated'
  | 'bad_origin'
  | 'not_found'
  | 'method_not_allowed'
  | 'conflict'
  | 'closed'
  | 'too_large'
  | 'too_many'
  | 'busy'
  | 'timeout'
  | 'unsupported_version'
  | 'too_slow'
  | 'restart'
  | 'internal';
export type ConversationSignal = Typing | Presence | Place;

export interface Hello {
  type: 'hello';
  version: 1;
  token?: Token;
  subscribe?: Subscription[];
}
export interface Subscription {
  stream: Stream;
  after?: Number;
}
export interface Subscribe {
  type: 'subscribe';
  stream: Stream;
  after?: Number;
}
export interface Unsubscribe {
  type: 'unsubscribe';
  stream: Stream;
}
export interface MessagePost {
  type: 'command';
  command: 'message.post';
  id: Uuid;
  again?: boolean;
  after?: Number;
  data: MessagePostData;
}
export interface MessagePostData {
  conversation: Uuid;
  text: string;
}
export interface ConversationEnd {
  type: 'command';
  command: 'conversation.end';
  id: Uuid;
  again?: boolean;
  after?: Number;
  data: ConversationEndData;
}
export interface ConversationEndData {
  conversation: Uuid;
}
export interface QueueTake {
  type: 'command';
  command: 'queue.take';
  id: Uuid;
  again?: boolean;
  after?: Number;
  data: QueueTakeData;
}
export interface QueueTakeData {
  line: Uuid;
}
export interface TypingOut {
  type: 'signal';
  stream: ConversationStream;
  signal: 'typing';
  data: TypingOutData;
}
export interface TypingOutData {
  on: boolean;
}
export interface Ping {
  type: 'ping';
}
export interface Welcome {
  type: 'hello';
  version: 1;
  server: string;
  time: Time;
}
export interface ConversationSnapshot {
  type: 'snapshot';
  stream: ConversationStream;
  number: Number;
  state: ConversationState;
}
export interface ConversationState {
  conversation: Uuid;
  line: LineName;
  state: State;
  /**
   * Null when the words were destroyed.
   */
  nickname: string | null;
  register: Register;
  me: Who;
  /**
   * The operator's alias.
   */
  operator: string | null;
  requested_at: Time;
  accepted_at: Time | null;
  ended_at: Time | null;
  ended_by: Who | null;
  place: number | null;
  messages: Message[];
}
export interface LineName {
  slug: string;
  name: string;
}
export interface Message {
  number: Number;
  at: Time;
  from: Who;
  alias: string | null;
  id: Uuid;
  /**
   * Null when the words were destroyed.
   */
  text: string | null;
}
export interface LineSnapshot {
  type: 'snapshot';
  stream: LineStream;
  number: Number;
  state: LineState;
}
export interface LineState {
  line: Uuid;
  slug: string;
  name: string;
  waiting: QueueEntry[];
  mine: QueueEntry[];
}
export interface QueueEntry {
  conversation: Uuid;
  /**
   * Null when the words were destroyed.
   */
  nickname: string | null;
  since: Time;
}
export interface ConversationRequested {
  type: 'event';
  stream: ConversationStream;
  number: Number;
  at: Time;
  event: 'conversation.requested';
  id?: Uuid;
  data: ConversationRequestedData;
}
export interface ConversationAccepted {
  type: 'event';
  stream: ConversationStream;
  number: Number;
  at: Time;
  event: 'conversation.accepted';
  id?: Uuid;
  data: ConversationAcceptedData;
}
export interface MessagePosted {
  type: 'event';
  stream: ConversationStream;
  number: Number;
  at: Time;
  event: 'message.posted';
  id?: Uuid;
  data: MessagePostedData;
}
export interface ConversationEnded {
  type: 'event';
  stream: ConversationStream;
  number: Number;
  at: Time;
  event: 'conversation.ended';
  id?: Uuid;
  data: ConversationEndedData;
}
export interface ConversationWaiting {
  type: 'event';
  stream: LineStream;
  number: Number;
  at: Time;
  event: 'conversation.waiting';
  id?: Uuid;
  data: QueueEntry | null;
}
export interface ConversationTaken {
  type: 'event';
  stream: LineStream;
  number: Number;
  at: Time;
  event: 'conversation.taken';
  id?: Uuid;
  data: ConversationTakenData;
}
export interface ConversationGone {
  type: 'event';
  stream: LineStream;
  number: Number;
  at: Time;
  event: 'conversation.gone';
  id?: Uuid;
  data: ConversationGoneData;
}
export interface Ack {
  type: 'ack';
  id: Uuid;
  number?: Number;
  data?: AckData;
}
export interface AckData {
  /**
   * Of queue.take.
   */
  conversation?: string;
}
export interface ErrorFrame {
  type: 'error';
  id?: Uuid;
  stream?: Stream;
  code: Code;
  /**
   * For developers; pages word the code.
   */
  detail: string;
  fields?: FieldError[];
}
export interface FieldError {
  field: string;
  problem: string;
}
export interface Typing {
  type: 'signal';
  stream: ConversationStream;
  signal: 'typing';
  data: TypingData;
}
export interface TypingData {
  on: boolean;
  who: Who;
}
export interface Presence {
  type: 'signal';
  stream: ConversationStream;
  signal: 'presence';
  data: PresenceData;
}
export interface PresenceData {
  who: Who;
  connected: boolean;
  at: Time;
}
export interface Place {
  type: 'signal';
  stream: ConversationStream;
  signal: 'place';
  data: PlaceData;
}
export interface PlaceData {
  place: number;
}
export interface SubscriptionEnded {
  type: 'ended';
  stream: Stream;
  code: Code;
}
export interface Pong {
  type: 'pong';
}
export interface Bye {
  type: 'bye';
  code: Code;
}
