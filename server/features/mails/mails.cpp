#include "features/mails/mails.h"

#include <algorithm>
#include <memory>
#include <set>

#include "features/audit/audit.h"
#include "features/mails/mails_store.h"
#include "platform/act/work.h"
#include "platform/json.h"
#include "platform/log.h"
#include "platform/streams/streams.h"

namespace onthaal::mails {
namespace {

constexpr std::string_view kSend = "mails.send";
constexpr Millis kLongestPause = 2 * kHour;
constexpr Millis kSendingAtMost = 10 * kMinute;  // far longer than it takes (platform/mail.h)
constexpr Millis kTriedFor = kDay;
constexpr Millis kFailureShown = 30 * kDay;

// What the mail server took, as long as this process lives: it does not get it again when that it took it could not be
// written down. Only the thread of mail touches it.
using Taken = std::set<Uuid>;

// After 2, 3, 5, 9 ... 120 minutes.
Millis pause_after(std::int64_t tries) {
  return std::min(kLongestPause, kMinute << std::min<std::int64_t>(tries, 20)) + kMinute;
}

std::string to_json(const Letter& letter) {
  return json::Out()
      .text("to", letter.to.reveal())
      .text("subject", letter.subject.reveal())
      .text("text", letter.text.reveal())
      .str();
}

std::optional<mail::Letter> open(const Tx& tx, const store::Waiting& waiting) {
  const auto sealing = streams::find_sealing(tx.db, tx.keys, waiting.key);
  const auto words = sealing ? seal::open(sealing->key, seal::Kind::mail, waiting.uuid, 0, waiting.body) : std::nullopt;
  const auto data = words ? json::parse(*words) : fail(Code::internal, "its key is gone");
  if (!data) return std::nullopt;
  const auto text = [&](std::string_view field) {
    return Redacted<std::string>(std::string(data->at(field).as_string()));
  };
  return mail::Letter{waiting.uuid, text("to"), text("subject"), text("text")};
}

void come_back(Tx& tx, Millis due) {
  jobs::later(tx, kSend, "all", due);
}

void give_up(Tx& tx, const Hooks& hooks, std::int64_t id, const Uuid& uuid, long status) {
  const auto about = store::give_up(tx.db, id, tx.now + kFailureShown);
  if (!about) return;
  audit::record(tx, {.what = "mail.given_up", .about = uuid, .data = json::Out().integer("smtp", status).str()});
  log::warning("mail.given_up", {{"mail", uuid}, {"smtp", status}});
  if (hooks.given_up) hooks.given_up(tx, about->line, about->staff);
}

// `before`: as it was when it was taken.
Result<Reply> settle(Tx& tx, const Hooks& hooks, const store::Waiting& before, const mail::Answer& answer) {
  const std::int64_t id = before.id;
  const auto waiting = store::find(tx.db, id);
  if (!waiting) return Reply{};
  store::put_back(tx.db, id, before.tries);
  const bool is_late = tx.now - waiting->made_at >= kTriedFor;
  if (answer.outcome == mail::Outcome::sent)
    store::drop(tx.db, id);
  else if (answer.outcome == mail::Outcome::refused || is_late)
    give_up(tx, hooks, id, waiting->uuid, answer.status);
  else
    log::warning("mail.postponed", {{"mail", waiting->uuid}, {"smtp", answer.status}, {"problem", answer.problem}});
  come_back(tx, tx.now);
  return Reply{};
}

Chore deliver(const mail::Settings& settings, const Hooks& hooks, const store::Waiting& waiting, mail::Letter letter,
              Millis now, const std::shared_ptr<Taken>& taken) {
  const auto run = [=, letter = std::move(letter)](const std::stop_token& stop) -> Result<Work> {
    const bool is_taken = taken->contains(letter.id);
    const mail::Answer answer = is_taken ? mail::Answer{mail::Outcome::sent} : mail::send(settings, letter, now, stop);
    if (answer.outcome == mail::Outcome::sent) taken->insert(letter.id);
    return Act{"mails.settle", [=](Tx& tx) { return settle(tx, hooks, waiting, answer); }};
  };
  return {"mails.send", run, ChoreLane::mail};
}

// One at a time: the next when the answer about this one was written down, or when that was lost.
void send(Tx& tx, const mail::Settings& settings, const Hooks& hooks, const std::shared_ptr<Taken>& taken) {
  store::forget_given_up(tx.db, tx.now);
  if (!settings.is_on()) return come_back(tx, tx.now + kDay);
  if (const auto until = store::sending_until(tx.db, tx.now)) return come_back(tx, *until);
  const auto waiting = store::find_due(tx.db, tx.now);
  if (!waiting) return come_back(tx, std::min(store::next_due(tx.db).value_or(tx.now + kDay), tx.now + kDay));
  store::take(tx.db, *waiting, tx.now + pause_after(waiting->tries), tx.now + kSendingAtMost);
  auto letter = open(tx, *waiting);
  if (!letter) {
    give_up(tx, hooks, waiting->id, waiting->uuid, 0);
    return come_back(tx, tx.now);
  }
  tx.effects.emplace_back(follow_with(deliver(settings, hooks, *waiting, *std::move(letter), tx.now, taken)));
  come_back(tx, tx.now + kSendingAtMost);
}

}  // namespace

Uuid send_later(Tx& tx, const Letter& letter) {
  const Uuid uuid = tx.new_uuid();
  const auto sealing = streams::make_sealing(tx, tx.new_uuid());
  store::insert(tx, uuid, sealing.id, seal::seal(sealing.key, seal::Kind::mail, uuid, 0, to_json(letter), tx.random),
                {letter.line, letter.staff});
  come_back(tx, tx.now);
  return uuid;
}

State state_of(db::Connection& db, const Uuid& mail) {
  return store::state_of(db, mail).value_or(State::sent);
}

std::string_view name_of(State state) {
  switch (state) {
    case State::waiting:
      return "waiting";
    case State::sent:
      return "sent";
    case State::given_up:
      return "given_up";
  }
  return "";
}

std::vector<jobs::JobKind> jobs(const mail::Settings& settings, const Hooks& hooks) {
  const auto taken = std::make_shared<Taken>();
  return {{kSend, [&settings, hooks, taken](Tx& tx, const jobs::Job&) { send(tx, settings, hooks, taken); }}};
}

void schedule_jobs(Tx& tx) {
  store::put_all_back(tx.db);
  come_back(tx, tx.now);
}

}  // namespace onthaal::mails
