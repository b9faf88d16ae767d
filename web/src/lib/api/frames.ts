// Made from schema/ by scripts/schema.mjs; not written by hand.

/**
 * Every frame on the live connection. What the server sends is described exactly; a client still ignores fields that it does not know. The prose to it is docs/protocol.md.
 *
 */
export type Frame = ClientFrame | ServerFrame;
export type ClientFrame = Hello | Subscribe | Unsubscribe | Command | TypingOut | SeenOut | Ping;
export type Token = string;
export type Stream = string;
export type Number = number;
export type Command =
  | WhisperPost
  | NoteAdd
  | HelpAsk
  | CoachJoin
  | CoachLeave
  | StepSet
  | EscalationRecord
  | AppointmentOffer
  | AppointmentAnswer
  | AppointmentWithdraw
  | PlanOffer
  | PlanAnswer
  | PlanWithdraw
  | MessagePost
  | HandoverAsk
  | HandoverAnswer
  | HandoverWithdraw
  | ConversationEnd
  | ConversationExtend
  | MessageRedact
  | ConversationSetAside
  | ConversationGiveBack
  | ConversationPass
  | PassDecline
  | ConversationWant
  | IntakeGive
  | QueueTake
  | DutySet
  | DutyAlive;
export type Uuid = string;
export type CoachReason = 'asked' | 'worry' | 'training' | 'complaint';
export type EscalatedTo = 'coordinator' | 'emergency' | 'suicide_line' | 'centre' | 'parents' | 'other';
export type Consent = 'yes' | 'no' | 'not_asked';
export type Closing = 'normal' | 'care' | 'boundary';
export type PassReason = 'shift_over' | 'medical' | 'expertise' | 'language' | 'other';
export type Wants = 'medical';
export type Gender = 'f' | 'm' | 'x' | 'unsaid';
export type Time = string;
export type ConversationStream = string;
export type ServerFrame =
  Welcome | Snapshot | Event | Ack | ErrorFrame | ConversationSignal | SubscriptionEnded | Pong | Bye;
export type Snapshot = ConversationSnapshot | CaseSnapshot | LineSnapshot;
export type State = 'waiting' | 'active' | 'ended' | 'left' | 'refused';
export type Register = 'nl' | 'nl-u' | 'en';
export type EndedBy = 'visitor' | 'operator' | 'exit' | 'lost' | 'handed_over' | 'not_taken' | 'line_closed';
export type Party = 'pupil' | 'parent' | 'teacher' | 'other';
export type Device = 'phone' | 'tablet' | 'computer';
export type Who = 'visitor' | 'operator';
export type CaseStream = string;
export type Alert = 'fake' | 'frequent';
export type LineStream = string;
export type Event = ConversationEvent | LineEvent | CaseEvent;
export type ConversationEvent =
  | AppointmentOffered
  | AppointmentChanged
  | PlanOffered
  | PlanChanged
  | PlanBrought
  | HandoverAsked
  | HandoverChanged
  | ConversationRequested
  | ConversationAccepted
  | ConversationGivenBack
  | ConversationReleased
  | ConversationWanted
  | ConversationWarned
  | ConversationUnattended
  | ConversationDeleted
  | MessageRedacted
  | ConversationExtended
  | ConversationExited
  | MessagePosted
  | IntakeGiven
  | ConversationEnded;
export type AppointmentChangedData = {
  appointment: Uuid;
  state: 'booked' | 'declined' | 'withdrawn';
} | null;
export type PlanChangedData = {
  plan: Uuid;
  state: 'active' | 'declined' | 'withdrawn';
} | null;
export type PlanBroughtData = {} | null;
export type ConversationRequestedData = {
  nickname: string;
  who: Party | null;
  topic: string | null;
} | null;
export type ConversationAcceptedData = {
  /**
   * The alias.
   */
  operator: string;
  guide_ends_at: Time;
} | null;
export type ConversationGivenBackData = {
  why: 'operator_lost' | 'asked' | 'returned' | 'passed';
  /**
   * The alias of the colleague for whom it waits.
   */
  to: string | null;
} | null;
export type ConversationReleasedData = {} | null;
export type ConversationWantedData = {
  wants: Wants | null;
} | null;
export type ConversationWarnedData = {} | null;
export type ConversationUnattendedData = {
  unattended: boolean;
} | null;
export type ConversationDeletedData = {
  by: 'visitor';
} | null;
export type MessageRedactedData = {
  number: Number;
  ranges: Range[];
} | null;
export type ConversationExtendedData = {
  guide_ends_at: Time;
} | null;
export type ConversationExitedData = {} | null;
export type MessagePostedData = {
  from: Who;
  alias: string | null;
  text: string;
  reply_to: number | null;
  card: Card | null;
  redacted?: Number;
} | null;
export type IntakeGivenData = {
  age: number | null;
  gender: Gender | null;
  question: string | null;
  /**
   * A code.
   */
  source: string | null;
} | null;
export type ConversationEndedData = {
  by: EndedBy;
  state: 'ended' | 'left' | 'refused';
  closing: Closing;
} | null;
export type LineEvent =
  | ConversationCoached
  | NoticesChanged
  | RefusalsChanged
  | PlansChanged
  | LineConversationDeleted
  | AppointmentsChanged
  | ConversationWaiting
  | ConversationAway
  | ConversationTaken
  | LineConversationExtended
  | ConversationAside
  | ConversationGone
  | RegistrationChanged
  | DutyChanged
  | FlagChanged
  | LineChanged
  | BriefingChanged;
export type NoticesChangedData = {} | null;
export type RefusalsChangedData = {} | null;
export type PlansChangedData = {} | null;
export type LineConversationDeletedData = {
  conversation: Uuid;
} | null;
export type AppointmentsChangedData = {} | null;
export type ConversationAwayData = {
  conversation: Uuid;
  away: boolean;
} | null;
export type ConversationTakenData = {
  conversation: Uuid;
  operator: Uuid;
  alias: string;
  guide_ends_at: Time;
} | null;
export type LineConversationExtendedData = {
  conversation: Uuid;
  guide_ends_at: Time;
} | null;
export type ConversationAsideData = {
  conversation: Uuid;
  aside: boolean;
} | null;
export type ConversationGoneData = {
  conversation: Uuid;
  operator: Uuid | null;
} | null;
export type RegistrationChangedData = {
  conversation: Uuid;
  operator: Uuid;
  state: 'open' | 'later' | 'done';
} | null;
export type DutyChangedData = {
  staff: Uuid;
  alias: string;
  discipline: string | null;
  state: 'online' | 'paused' | 'off';
  connected: boolean;
  until: Time | null;
} | null;
export type FlagChangedData = {
  operator: Uuid;
} | null;
export type LineChangedData = {
  open: boolean;
  opening: Opening;
} | null;
export type CaseEvent =
  | NoteAdded
  | HelpAsked
  | HelpAnswered
  | CoachJoined
  | CoachLeft
  | CaseDeleted
  | StepWasSet
  | AlertRaised
  | EscalationRecorded;
export type NoteAddedData = {
  alias: string;
  kind: 'note' | 'whisper';
  text: string;
} | null;
export type HelpAskedData = {
  message: number | null;
  question: string | null;
} | null;
export type HelpAnsweredData = {} | null;
export type CoachJoinedData = {
  staff: Uuid;
  alias: string;
  reason: CoachReason;
} | null;
export type CoachLeftData = {
  staff: Uuid;
} | null;
export type CaseDeletedData = {
  by: 'visitor';
} | null;
export type StepWasSetData = {
  step: string;
  done: boolean;
  alias: string;
} | null;
export type AlertRaisedData = {
  alert: Alert;
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
  | 'full'
  | 'refused'
  | 'busy'
  | 'timeout'
  | 'unsupported_version'
  | 'too_slow'
  | 'restart'
  | 'internal';
export type ConversationSignal = Typing | Seen | Presence | Place;

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
export interface WhisperPost {
  type: 'command';
  command: 'whisper.post';
  id: Uuid;
  again?: boolean;
  after?: Number;
  data: WhisperPostData;
}
export interface WhisperPostData {
  conversation: Uuid;
  text: string;
}
export interface NoteAdd {
  type: 'command';
  command: 'note.add';
  id: Uuid;
  again?: boolean;
  after?: Number;
  data: NoteAddData;
}
export interface NoteAddData {
  conversation: Uuid;
  text: string;
}
export interface HelpAsk {
  type: 'command';
  command: 'help.ask';
  id: Uuid;
  again?: boolean;
  after?: Number;
  data: HelpAskData;
}
export interface HelpAskData {
  conversation: Uuid;
  message?: Number;
  question?: string;
}
export interface CoachJoin {
  type: 'command';
  command: 'coach.join';
  id: Uuid;
  again?: boolean;
  after?: Number;
  data: CoachJoinData;
}
export interface CoachJoinData {
  conversation: Uuid;
  reason: CoachReason;
}
export interface CoachLeave {
  type: 'command';
  command: 'coach.leave';
  id: Uuid;
  again?: boolean;
  after?: Number;
  data: CoachLeaveData;
}
export interface CoachLeaveData {
  conversation: Uuid;
}
export interface StepSet {
  type: 'command';
  command: 'step.set';
  id: Uuid;
  again?: boolean;
  after?: Number;
  data: StepSetData;
}
export interface StepSetData {
  conversation: Uuid;
  /**
   * The code of a guide.
   */
  step: string;
  done: boolean;
}
export interface EscalationRecord {
  type: 'command';
  command: 'escalation.record';
  id: Uuid;
  again?: boolean;
  after?: Number;
  data: EscalationRecordData;
}
export interface EscalationRecordData {
  conversation: Uuid;
  to: EscalatedTo;
  consent: Consent;
  why: string;
  second_person: string | null;
}
export interface AppointmentOffer {
  type: 'command';
  command: 'appointment.offer';
  id: Uuid;
  again?: boolean;
  after?: Number;
  data: AppointmentOfferData;
}
export interface AppointmentOfferData {
  conversation: Uuid;
  slot: Uuid;
  note: string | null;
  partner?: Uuid;
}
export interface AppointmentAnswer {
  type: 'command';
  command: 'appointment.answer';
  id: Uuid;
  again?: boolean;
  after?: Number;
  data: AppointmentAnswerData;
}
export interface AppointmentAnswerData {
  appointment: Uuid;
  yes: boolean;
}
export interface AppointmentWithdraw {
  type: 'command';
  command: 'appointment.withdraw';
  id: Uuid;
  again?: boolean;
  after?: Number;
  data: AppointmentWithdrawData;
}
export interface AppointmentWithdrawData {
  appointment: Uuid;
}
export interface PlanOffer {
  type: 'command';
  command: 'plan.offer';
  id: Uuid;
  again?: boolean;
  after?: Number;
  data: PlanOfferData;
}
export interface PlanOfferData {
  conversation: Uuid;
  text: string;
  moments: string | null;
  same_worker: boolean;
}
export interface PlanAnswer {
  type: 'command';
  command: 'plan.answer';
  id: Uuid;
  again?: boolean;
  after?: Number;
  data: PlanAnswerData;
}
export interface PlanAnswerData {
  plan: Uuid;
  yes: boolean;
}
export interface PlanWithdraw {
  type: 'command';
  command: 'plan.withdraw';
  id: Uuid;
  again?: boolean;
  after?: Number;
  data: PlanWithdrawData;
}
export interface PlanWithdrawData {
  plan: Uuid;
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
  reply_to?: Number;
  card?: Uuid;
}
export interface HandoverAsk {
  type: 'command';
  command: 'handover.ask';
  id: Uuid;
  again?: boolean;
  after?: Number;
  data: HandoverAskData;
}
export interface HandoverAskData {
  conversation: Uuid;
  partner: Uuid;
  /**
   * A code.
   */
  theme: string | null;
  summary: string | null;
}
export interface HandoverAnswer {
  type: 'command';
  command: 'handover.answer';
  id: Uuid;
  again?: boolean;
  after?: Number;
  data: HandoverAnswerData;
}
export interface HandoverAnswerData {
  handover: Uuid;
  yes: boolean;
  with_summary: boolean;
}
export interface HandoverWithdraw {
  type: 'command';
  command: 'handover.withdraw';
  id: Uuid;
  again?: boolean;
  after?: Number;
  data: HandoverWithdrawData;
}
export interface HandoverWithdrawData {
  handover: Uuid;
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
  closing?: Closing;
}
export interface ConversationExtend {
  type: 'command';
  command: 'conversation.extend';
  id: Uuid;
  again?: boolean;
  after?: Number;
  data: ConversationExtendData;
}
export interface ConversationExtendData {
  conversation: Uuid;
}
export interface MessageRedact {
  type: 'command';
  command: 'message.redact';
  id: Uuid;
  again?: boolean;
  after?: Number;
  data: MessageRedactData;
}
export interface MessageRedactData {
  conversation: Uuid;
  number: Number;
  /**
   * From 1 to 20.
   */
  ranges: Range[];
}
/**
 * A part of a text, in code points.
 */
export interface Range {
  start: number;
  length: number;
}
export interface ConversationSetAside {
  type: 'command';
  command: 'conversation.set_aside';
  id: Uuid;
  again?: boolean;
  after?: Number;
  data: ConversationSetAsideData;
}
export interface ConversationSetAsideData {
  conversation: Uuid;
}
export interface ConversationGiveBack {
  type: 'command';
  command: 'conversation.give_back';
  id: Uuid;
  again?: boolean;
  after?: Number;
  data: ConversationGiveBackData;
}
export interface ConversationGiveBackData {
  conversation: Uuid;
}
export interface ConversationPass {
  type: 'command';
  command: 'conversation.pass';
  id: Uuid;
  again?: boolean;
  after?: Number;
  data: ConversationPassData;
}
export interface ConversationPassData {
  conversation: Uuid;
  to: Uuid;
  reason: PassReason;
  note: string;
}
export interface PassDecline {
  type: 'command';
  command: 'pass.decline';
  id: Uuid;
  again?: boolean;
  after?: Number;
  data: PassDeclineData;
}
export interface PassDeclineData {
  conversation: Uuid;
}
export interface ConversationWant {
  type: 'command';
  command: 'conversation.want';
  id: Uuid;
  again?: boolean;
  after?: Number;
  data: ConversationWantData;
}
export interface ConversationWantData {
  conversation: Uuid;
  wants: Wants | null;
}
export interface IntakeGive {
  type: 'command';
  command: 'intake.give';
  id: Uuid;
  again?: boolean;
  after?: Number;
  data: IntakeGiveData;
}
export interface IntakeGiveData {
  conversation: Uuid;
  age?: number | null;
  gender?: Gender | null;
  question?: string | null;
  source?: string | null;
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
  conversation?: Uuid;
  reason?: 'medical' | 'urgent' | 'mine';
}
export interface DutySet {
  type: 'command';
  command: 'duty.set';
  id: Uuid;
  again?: boolean;
  after?: Number;
  data: DutySetData;
}
export interface DutySetData {
  line: Uuid;
  state: 'online' | 'paused' | 'off';
  /**
   * The end of one's block; left out, it stays as it is.
   */
  until?: Time | null;
}
export interface DutyAlive {
  type: 'command';
  command: 'duty.alive';
  id: Uuid;
  again?: boolean;
  after?: Number;
  data: DutyAliveData;
}
export interface DutyAliveData {}
export interface TypingOut {
  type: 'signal';
  stream: ConversationStream;
  signal: 'typing';
  data: TypingOutData;
}
export interface TypingOutData {
  on: boolean;
}
export interface SeenOut {
  type: 'signal';
  stream: ConversationStream;
  signal: 'seen';
  data: SeenOutData;
}
export interface SeenOutData {
  number: Number;
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
  me: 'visitor' | 'operator' | 'coach';
  /**
   * The operator's alias.
   */
  operator: string | null;
  requested_at: Time;
  accepted_at: Time | null;
  ended_at: Time | null;
  ended_by: EndedBy | null;
  closing: Closing | null;
  guide_ends_at: Time | null;
  exited_at: Time | null;
  intake: Intake;
  device: Device | null;
  place: number | null;
  wait: Wait | null;
  wants: Wants | null;
  /**
   * The alias of the colleague for whom it waits.
   */
  passed_to: string | null;
  warned: boolean;
  /**
   * It had begun and waits, and nobody of the line answers.
   */
  unattended: boolean;
  /**
   * Who or what took the words away.
   */
  deleted: 'visitor' | 'period' | null;
  handover: Handover | null;
  handed_from: HandedFrom | null;
  appointment: AppointmentShown | null;
  plan: PlanShown | null;
  taken: Taken[];
  messages: Message[];
}
export interface LineName {
  slug: string;
  name: string;
}
export interface Intake {
  who: Party | null;
  /**
   * A code.
   */
  topic: string | null;
  age: number | null;
  gender: Gender | null;
  question: string | null;
  /**
   * A code.
   */
  source: string | null;
}
export interface Wait {
  minutes: number;
  or_more: boolean;
}
export interface Handover {
  handover: Uuid;
  kind: 'live' | 'link';
  state: 'asked' | 'refused' | 'agreed' | 'taken' | 'greeted' | 'linked' | 'not_taken' | 'withdrawn';
  /**
   * The name of the other line.
   */
  partner: string;
  /**
   * The rules of the other line, in the visitor's register.
   */
  privacy: string;
  /**
   * Exactly what goes along. Null for a link, where nothing does.
   */
  passes: Passes | null;
  with_summary: boolean;
  /**
   * Of a link.
   */
  url: string | null;
  second: Uuid | null;
  /**
   * While it waits there.
   */
  take_until: Time | null;
}
export interface Passes {
  nickname: string | null;
  theme: Label | null;
  /**
   * While it is asked: what would go along after a yes to it.
   */
  summary: string | null;
}
export interface Label {
  nl: string;
  'nl-u': string;
  en: string;
}
export interface HandedFrom {
  /**
   * The name of the line that handed it over.
   */
  line: string;
  /**
   * The first talk, to the visitor.
   */
  conversation: Uuid | null;
  theme: Label | null;
  summary: string | null;
}
export interface AppointmentShown {
  appointment: Uuid;
  state: 'offered' | 'booked' | 'declined' | 'withdrawn';
  starts_at: Time;
  ends_at: Time;
  /**
   * An alias.
   */
  with: string | null;
  /**
   * The name of the line.
   */
  line: string;
  /**
   * The rules of the other line, where it is another.
   */
  privacy: string | null;
  /**
   * Exactly what goes along.
   */
  note: string | null;
}
export interface PlanShown {
  plan: Uuid;
  state: 'offered' | 'active' | 'declined' | 'withdrawn';
  text: string;
  moments: string | null;
  /**
   * An alias.
   */
  with: string | null;
}
export interface Taken {
  number: Number;
  at: Time;
  /**
   * An alias.
   */
  operator: string;
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
  /**
   * The number of a message.
   */
  reply_to: number | null;
  card: Card | null;
  redacted?: Number;
}
export interface Card {
  name: string;
  about: string | null;
  phone: string | null;
  url: string | null;
  hours: string | null;
  /**
   * On pages, not in a message: whether it is open now; null: not known.
   */
  open?: boolean | null;
}
export interface CaseSnapshot {
  type: 'snapshot';
  stream: CaseStream;
  number: Number;
  state: CaseState;
}
export interface CaseState {
  conversation: Uuid;
  notes: Note[];
  steps: Step[];
  coaches: Coach[];
  help: Help | null;
  asked: Help | null;
  alerts: Alert[];
  escalations: Escalation[];
}
export interface Note {
  number: Number;
  at: Time;
  alias: string | null;
  kind: 'note' | 'whisper';
  /**
   * Null when the words were destroyed.
   */
  text: string | null;
}
export interface Step {
  /**
   * The code of a guide.
   */
  step: string;
  alias: string;
  at: Time;
}
export interface Coach {
  staff: Uuid;
  alias: string;
  reason: CoachReason;
  since: Time;
}
export interface Help {
  at: Time;
  /**
   * The number of one in the talk.
   */
  message: number | null;
  question: string | null;
}
export interface Escalation {
  escalation: Uuid;
  at: Time;
  alias: string;
  to: EscalatedTo;
  consent: Consent;
  /**
   * Null when the words were destroyed.
   */
  why: string | null;
  second_person: string | null;
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
  open: boolean;
  opening: Opening;
  briefing: Briefing;
  waiting: Waiting[];
  running: Running[];
  mine: Mine[];
  registrations: OpenRegistration[];
  team: OnDuty[];
  capacity: number;
  coached: Coached[];
}
export interface Opening {
  state: 'open' | 'run_out' | 'closed';
  /**
   * The end of this stretch, or of the run-out; null where the line has no hours.
   */
  until: Time | null;
  /**
   * When the next stretch begins, within a year.
   */
  next: Time | null;
  /**
   * Why it is not open.
   */
  why: 'hours' | 'nobody' | 'switched_off' | null;
  /**
   * Too many wait, or it would take longer than there is time left.
   */
  full: boolean;
  /**
   * Somebody medical is on duty.
   */
  medical: boolean;
}
export interface Briefing {
  /**
   * A day in Brussels; the note is of it.
   */
  day: string;
  note: string | null;
  /**
   * Who can be reached, of the latest day up to it.
   */
  reachable: string | null;
  phone: string | null;
}
export interface Waiting {
  conversation: Uuid;
  /**
   * Null when the words were destroyed.
   */
  nickname: string | null;
  who: Party | null;
  /**
   * A code.
   */
  topic: string | null;
  since: Time;
  front: boolean;
  away: boolean;
  last_operator: Uuid | null;
  wants: Wants | null;
  /**
   * The colleague for whom it waits.
   */
  for: Uuid | null;
  /**
   * Why it was given to that colleague.
   */
  reason: PassReason | null;
  /**
   * Who it is offered to first for a while; others pass it over.
   */
  kept_for: Uuid | null;
  /**
   * The name of the line that handed it over.
   */
  handed_from: string | null;
}
export interface Running {
  conversation: Uuid;
  operator: Uuid;
  alias: string;
  /**
   * When it was accepted.
   */
  since: string;
  guide_ends_at: Time;
  aside: boolean;
}
export interface Mine {
  conversation: Uuid;
  /**
   * Null when the words were destroyed.
   */
  nickname: string | null;
  since: Time;
}
export interface OpenRegistration {
  conversation: Uuid;
  /**
   * Null when the words were destroyed.
   */
  nickname: string | null;
  ended_at: Time;
  state: 'open' | 'later';
}
export interface OnDuty {
  staff: Uuid;
  alias: string;
  discipline: string | null;
  state: 'online' | 'paused';
  since: Time;
  connected: boolean;
  /**
   * The end of one's block.
   */
  until: Time | null;
}
export interface Coached {
  conversation: Uuid;
  /**
   * Items: An alias.
   */
  coaches: string[];
  /**
   * It is asked and nobody came yet.
   */
  help: boolean;
}
export interface AppointmentOffered {
  type: 'event';
  stream: ConversationStream;
  number: Number;
  at: Time;
  event: 'appointment.offered';
  id?: Uuid;
  data: AppointmentShown | null;
}
export interface AppointmentChanged {
  type: 'event';
  stream: ConversationStream;
  number: Number;
  at: Time;
  event: 'appointment.changed';
  id?: Uuid;
  data: AppointmentChangedData;
}
export interface PlanOffered {
  type: 'event';
  stream: ConversationStream;
  number: Number;
  at: Time;
  event: 'plan.offered';
  id?: Uuid;
  data: PlanShown | null;
}
export interface PlanChanged {
  type: 'event';
  stream: ConversationStream;
  number: Number;
  at: Time;
  event: 'plan.changed';
  id?: Uuid;
  data: PlanChangedData;
}
export interface PlanBrought {
  type: 'event';
  stream: ConversationStream;
  number: Number;
  at: Time;
  event: 'plan.brought';
  id?: Uuid;
  data: PlanBroughtData;
}
export interface HandoverAsked {
  type: 'event';
  stream: ConversationStream;
  number: Number;
  at: Time;
  event: 'handover.asked';
  id?: Uuid;
  data: Handover | null;
}
export interface HandoverChanged {
  type: 'event';
  stream: ConversationStream;
  number: Number;
  at: Time;
  event: 'handover.changed';
  id?: Uuid;
  data: Handover | null;
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
export interface ConversationGivenBack {
  type: 'event';
  stream: ConversationStream;
  number: Number;
  at: Time;
  event: 'conversation.given_back';
  id?: Uuid;
  data: ConversationGivenBackData;
}
export interface ConversationReleased {
  type: 'event';
  stream: ConversationStream;
  number: Number;
  at: Time;
  event: 'conversation.released';
  id?: Uuid;
  data: ConversationReleasedData;
}
export interface ConversationWanted {
  type: 'event';
  stream: ConversationStream;
  number: Number;
  at: Time;
  event: 'conversation.wanted';
  id?: Uuid;
  data: ConversationWantedData;
}
export interface ConversationWarned {
  type: 'event';
  stream: ConversationStream;
  number: Number;
  at: Time;
  event: 'conversation.warned';
  id?: Uuid;
  data: ConversationWarnedData;
}
export interface ConversationUnattended {
  type: 'event';
  stream: ConversationStream;
  number: Number;
  at: Time;
  event: 'conversation.unattended';
  id?: Uuid;
  data: ConversationUnattendedData;
}
export interface ConversationDeleted {
  type: 'event';
  stream: ConversationStream;
  number: Number;
  at: Time;
  event: 'conversation.deleted';
  id?: Uuid;
  data: ConversationDeletedData;
}
export interface MessageRedacted {
  type: 'event';
  stream: ConversationStream;
  number: Number;
  at: Time;
  event: 'message.redacted';
  id?: Uuid;
  data: MessageRedactedData;
}
export interface ConversationExtended {
  type: 'event';
  stream: ConversationStream;
  number: Number;
  at: Time;
  event: 'conversation.extended';
  id?: Uuid;
  data: ConversationExtendedData;
}
export interface ConversationExited {
  type: 'event';
  stream: ConversationStream;
  number: Number;
  at: Time;
  event: 'conversation.exited';
  id?: Uuid;
  data: ConversationExitedData;
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
export interface IntakeGiven {
  type: 'event';
  stream: ConversationStream;
  number: Number;
  at: Time;
  event: 'intake.given';
  id?: Uuid;
  data: IntakeGivenData;
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
export interface ConversationCoached {
  type: 'event';
  stream: LineStream;
  number: Number;
  at: Time;
  event: 'conversation.coached';
  id?: Uuid;
  data: Coached | null;
}
export interface NoticesChanged {
  type: 'event';
  stream: LineStream;
  number: Number;
  at: Time;
  event: 'notices.changed';
  id?: Uuid;
  data: NoticesChangedData;
}
export interface RefusalsChanged {
  type: 'event';
  stream: LineStream;
  number: Number;
  at: Time;
  event: 'refusals.changed';
  id?: Uuid;
  data: RefusalsChangedData;
}
export interface PlansChanged {
  type: 'event';
  stream: LineStream;
  number: Number;
  at: Time;
  event: 'plans.changed';
  id?: Uuid;
  data: PlansChangedData;
}
export interface LineConversationDeleted {
  type: 'event';
  stream: LineStream;
  number: Number;
  at: Time;
  event: 'conversation.deleted';
  id?: Uuid;
  data: LineConversationDeletedData;
}
export interface AppointmentsChanged {
  type: 'event';
  stream: LineStream;
  number: Number;
  at: Time;
  event: 'appointments.changed';
  id?: Uuid;
  data: AppointmentsChangedData;
}
export interface ConversationWaiting {
  type: 'event';
  stream: LineStream;
  number: Number;
  at: Time;
  event: 'conversation.waiting';
  id?: Uuid;
  data: Waiting | null;
}
export interface ConversationAway {
  type: 'event';
  stream: LineStream;
  number: Number;
  at: Time;
  event: 'conversation.away';
  id?: Uuid;
  data: ConversationAwayData;
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
export interface LineConversationExtended {
  type: 'event';
  stream: LineStream;
  number: Number;
  at: Time;
  event: 'conversation.extended';
  id?: Uuid;
  data: LineConversationExtendedData;
}
export interface ConversationAside {
  type: 'event';
  stream: LineStream;
  number: Number;
  at: Time;
  event: 'conversation.aside';
  id?: Uuid;
  data: ConversationAsideData;
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
export interface RegistrationChanged {
  type: 'event';
  stream: LineStream;
  number: Number;
  at: Time;
  event: 'registration.changed';
  id?: Uuid;
  data: RegistrationChangedData;
}
export interface DutyChanged {
  type: 'event';
  stream: LineStream;
  number: Number;
  at: Time;
  event: 'duty.changed';
  id?: Uuid;
  data: DutyChangedData;
}
export interface FlagChanged {
  type: 'event';
  stream: LineStream;
  number: Number;
  at: Time;
  event: 'flag.changed';
  id?: Uuid;
  data: FlagChangedData;
}
export interface LineChanged {
  type: 'event';
  stream: LineStream;
  number: Number;
  at: Time;
  event: 'line.changed';
  id?: Uuid;
  data: LineChangedData;
}
export interface BriefingChanged {
  type: 'event';
  stream: LineStream;
  number: Number;
  at: Time;
  event: 'briefing.changed';
  id?: Uuid;
  data: Briefing | null;
}
export interface NoteAdded {
  type: 'event';
  stream: CaseStream;
  number: Number;
  at: Time;
  event: 'note.added';
  id?: Uuid;
  data: NoteAddedData;
}
export interface HelpAsked {
  type: 'event';
  stream: CaseStream;
  number: Number;
  at: Time;
  event: 'help.asked';
  id?: Uuid;
  data: HelpAskedData;
}
export interface HelpAnswered {
  type: 'event';
  stream: CaseStream;
  number: Number;
  at: Time;
  event: 'help.answered';
  id?: Uuid;
  data: HelpAnsweredData;
}
export interface CoachJoined {
  type: 'event';
  stream: CaseStream;
  number: Number;
  at: Time;
  event: 'coach.joined';
  id?: Uuid;
  data: CoachJoinedData;
}
export interface CoachLeft {
  type: 'event';
  stream: CaseStream;
  number: Number;
  at: Time;
  event: 'coach.left';
  id?: Uuid;
  data: CoachLeftData;
}
export interface CaseDeleted {
  type: 'event';
  stream: CaseStream;
  number: Number;
  at: Time;
  event: 'conversation.deleted';
  id?: Uuid;
  data: CaseDeletedData;
}
export interface StepWasSet {
  type: 'event';
  stream: CaseStream;
  number: Number;
  at: Time;
  event: 'step.set';
  id?: Uuid;
  data: StepWasSetData;
}
export interface AlertRaised {
  type: 'event';
  stream: CaseStream;
  number: Number;
  at: Time;
  event: 'alert.raised';
  id?: Uuid;
  data: AlertRaisedData;
}
export interface EscalationRecorded {
  type: 'event';
  stream: CaseStream;
  number: Number;
  at: Time;
  event: 'escalation.recorded';
  id?: Uuid;
  data: Escalation | null;
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
  /**
   * Of appointment.answer and plan.answer.
   */
  code?: string;
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
export interface Seen {
  type: 'signal';
  stream: ConversationStream;
  signal: 'seen';
  data: SeenData;
}
export interface SeenData {
  number: Number;
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
  wait: Wait | null;
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
