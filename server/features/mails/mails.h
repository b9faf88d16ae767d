#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "platform/act/jobs.h"
#include "platform/mail.h"

// Mail to staff that has to go out: written in the transaction of what it tells, sent after the commit, one after the
// other, on a thread of their own. Nothing of a visitor is ever in one. Recipient and text are sealed, and gone once
// the server took it.
//
// A mail that the server took is not sent again, as far as SMTP allows: when the connection is lost, or this process
// ends, between its last word and the answer, nobody knows, and the mail goes once more with the same Message-ID.
namespace onthaal::mails {

struct Letter {
  Redacted<std::string> to;  // is_mail_address
  Redacted<std::string> subject;
  Redacted<std::string> text;
  // Who hears that it was given up: the line it is of, or else those of the person it is for.
  std::optional<LineId> line = std::nullopt;
  std::optional<StaffId> staff = std::nullopt;
};
struct Hooks {
  std::function<void(Tx&, std::optional<LineId>, std::optional<StaffId>)> given_up;
};
// Names it. Only where mail is on: see mail::Settings.
Uuid send_later(Tx& tx, const Letter& letter);

// Of the last day's mails: on its way; taken by the mail server; refused by it, or not taken within 24 hours.
enum class State : std::uint8_t { waiting, sent, given_up };
State state_of(db::Connection& db, const Uuid& mail);
std::string_view name_of(State state);

// `settings` outlives them.
std::vector<jobs::JobKind> jobs(const mail::Settings& settings, const Hooks& hooks = {});
void schedule_jobs(Tx& tx);  // at every start

}  // namespace onthaal::mails
