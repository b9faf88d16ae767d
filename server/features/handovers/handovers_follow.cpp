#include "features/handovers/handovers_tell.h"
#include "features/terms/terms.h"

// What follows from what happens to either talk.
namespace onthaal::handovers {
namespace {

using conversations::Conversations;
using conversations::Why;
using store::Handover;
using store::State;

std::optional<lines::Label> theme_of(db::Connection& db, const Handover& handover) {
  if (!handover.theme) return std::nullopt;
  return terms::find(db, *handover.theme).value().label;
}

std::optional<std::string> opened(const conversations::Talk& talk, const Uuid& handover,
                                  const std::optional<std::string>& sealed) {
  if (!sealed || !talk.sealing) return std::nullopt;
  return seal::open(talk.sealing->key, seal::Kind::handover, handover, 0, *sealed);
}

// The summaries of a talk: those for other lines, and the one with which it came. What goes along is there twice, and
// each line takes words out of its own: the other's is under the key of the other talk.
std::int64_t on_words_taken(Tx& tx, const conversations::WordsTaken& taken) {
  std::int64_t changed = 0;
  const auto take_out = [&](const Handover& handover, const std::optional<std::string>& sealed, auto set) {
    if (!sealed) return;
    const auto left = conversations::taken_out(tx, taken, seal::Kind::handover, handover.uuid, *sealed);
    if (!left) return;
    set(tx, handover.id, *left);
    ++changed;
  };
  for (const Handover& handover : store::of_first(tx.db, taken.conversation.id))
    take_out(handover, handover.summary, store::set_summary);
  if (const auto handover = store::find_of_second(tx.db, taken.conversation.id))
    take_out(*handover, handover->passed, store::set_passed);
  return changed;
}

// Nobody of the other line came in time.
void give_up(Tx& tx, const Conversations& conversations, HandoverId id) {
  const auto handover = store::find(tx.db, id);
  if (!handover || handover->state != State::agreed || !handover->take_until) return;
  if (tx.now < *handover->take_until) return jobs::later(tx, kTakeJob, std::to_string(id.value), *handover->take_until);
  if (end(tx, *handover, State::not_taken, {})) conversations.close(tx, *handover->second, Why::not_taken, {});
}

void on_accepted(Tx& tx, const conversations::ConversationAccepted& what) {
  const auto handover = store::find_of_second(tx.db, what.conversation.id);
  if (handover && store::take(tx, handover->id)) tell(tx, handover->id, "handover.changed", what.author, std::nullopt);
}

// Who took it went away before saying anything: it waits anew.
void on_given_back(Tx& tx, const conversations::ConversationGivenBack& what) {
  const auto handover = store::find_of_second(tx.db, what.conversation.id);
  if (!handover) return;
  const Millis take_until = tx.now + handover->take_minutes * kMinute;
  if (!store::put_back(tx, handover->id, take_until)) return;
  jobs::later(tx, kTakeJob, std::to_string(handover->id.value), take_until);
  tell(tx, handover->id, "handover.changed", what.author, std::nullopt);
}

void on_posted(Tx& tx, const Conversations& conversations, const conversations::MessagePosted& what) {
  if (what.author.kind != Author::Kind::staff) return;
  const auto greeted = store::greet(tx, what.conversation.id);
  if (!greeted) return;
  tell(tx, *greeted, "handover.changed", what.author, std::nullopt);
  conversations.close(tx, store::find(tx.db, *greeted)->first, Why::handed_over, what.author);
}

void on_ended(Tx& tx, const Conversations& conversations, const conversations::ConversationEnded& what) {
  // The first talk: what was asked is void, and whoever ends it while somebody is on the way wants to leave.
  for (const Handover& handover : store::of_first(tx.db, what.conversation.id)) {
    if (!store::is_open(handover.state) || !end(tx, handover, State::withdrawn, what.author)) continue;
    if (handover.second) conversations.close(tx, *handover.second, Why::not_taken, what.author);
  }
  // The second one, before anybody greeted: the visitor did not want it after all, or the other line closed.
  const auto handover = store::find_of_second(tx.db, what.conversation.id);
  if (!handover || !store::is_open(handover->state)) return;
  end(tx, *handover, what.author.kind == Author::Kind::visitor ? State::withdrawn : State::not_taken, what.author);
}

conversations::Handing handing(Tx& tx, const conversations::Subject& first) {
  for (const Handover& handover : store::of_first(tx.db, first.id))
    if (store::is_open(handover.state))
      return handover.state == State::asked ? conversations::Handing::asked : conversations::Handing::on_the_way;
  return conversations::Handing::none;
}

std::string latest(const Snapshot& snapshot, ConversationId first, bool /*to_visitor*/) {
  const auto all = store::of_first(snapshot.db, first);
  if (all.empty()) return "null";
  return json_of(snapshot.db, all.front(), conversations::find_talk(snapshot, all.front().first_uuid).value());
}

std::string handed_from(const Snapshot& snapshot, ConversationId second, bool to_visitor) {
  const auto handover = store::find_of_second(snapshot.db, second);
  if (!handover) return "null";
  const auto talk = conversations::find_talk(snapshot, *handover->second_uuid).value();
  return wire::handed_from(*handover, theme_of(snapshot.db, *handover), opened(talk, handover->uuid, handover->passed),
                           to_visitor);
}

template <class What, class Follow>
std::function<void(Tx&, const What&)> after(std::function<void(Tx&, const What&)> before, Follow follow) {
  return [before = std::move(before), follow = std::move(follow)](Tx& tx, const What& what) {
    if (before) before(tx, what);
    follow(tx, what);
  };
}

}  // namespace

bool is_visitor_of(const Actor& actor, const conversations::Talk& talk) {
  const auto* visitor = std::get_if<Visitor>(&actor);
  return visitor != nullptr && visitor->visit == talk.visit;
}

bool is_owner_of(const Actor& actor, const conversations::Talk& talk) {
  const auto* staff = std::get_if<Staff>(&actor);
  return staff != nullptr && talk.owner == staff->staff;
}

std::string json_of(db::Connection& db, const Handover& handover, const conversations::Talk& first) {
  return wire::handover(handover, {.language = first.language,
                                   .nickname = first.nickname,
                                   .theme = theme_of(db, handover),
                                   .summary = opened(first, handover.uuid, handover.summary)});
}

std::int64_t tell(Tx& tx, HandoverId id, std::string_view event, const Author& author,
                  const std::optional<Uuid>& command) {
  const auto handover = store::find(tx.db, id).value();
  const auto first = conversations::find_talk({tx.db, tx.now, tx.keys}, handover.first_uuid).value();
  return conversations::tell(tx, first, {event, author, command, json_of(tx.db, handover, first)}).number.value();
}

bool end(Tx& tx, const Handover& handover, State to, const Author& author) {
  if (!store::end(tx, handover.id, handover.state, to)) return false;
  tell(tx, handover.id, "handover.changed", author, std::nullopt);
  return true;
}

void follow(conversations::ConversationHooks& hooks, const Conversations& conversations) {
  hooks.accepted = after(std::move(hooks.accepted), on_accepted);
  hooks.given_back = after(std::move(hooks.given_back), on_given_back);
  hooks.posted = after(std::move(hooks.posted), [&conversations](Tx& tx, const conversations::MessagePosted& what) {
    on_posted(tx, conversations, what);
  });
  hooks.ended = after(std::move(hooks.ended), [&conversations](Tx& tx, const conversations::ConversationEnded& what) {
    on_ended(tx, conversations, what);
  });
  hooks.words_taken = [before = std::move(hooks.words_taken)](Tx& tx, const conversations::WordsTaken& taken) {
    return (before ? before(tx, taken) : 0) + on_words_taken(tx, taken);
  };
  hooks.handover = latest;
  hooks.handed_from = handed_from;
  hooks.handing = handing;
}

std::vector<jobs::JobKind> jobs(const Conversations& conversations) {
  return {{kTakeJob,
           [&conversations](Tx& tx, const jobs::Job& job) { give_up(tx, conversations, {std::stoll(job.key)}); }}};
}

}  // namespace onthaal::handovers
