#include "app/wiring.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>

#include "app/backup.h"
#include "app/house.h"
#include "features/appointments/appointments.h"
#include "features/briefings/briefings.h"
#include "features/crosswalks/crosswalks.h"
#include "features/displays/displays.h"
#include "features/extracts/extracts.h"
#include "features/flags/flags.h"
#include "features/guides/guides.h"
#include "features/handovers/handovers.h"
#include "features/imports/imports.h"
#include "features/keys/keys.h"
#include "features/mails/mails.h"
#include "features/measures/measures.h"
#include "features/notices/notices.h"
#include "features/papers/papers.h"
#include "features/phrases/phrases.h"
#include "features/places/places.h"
#include "features/plans/plans.h"
#include "features/queue/queue.h"
#include "features/ratings/ratings.h"
#include "features/readings/readings.h"
#include "features/reports/reports.h"
#include "features/retention/retention.h"
#include "features/sheets/sheets.h"
#include "features/terms/terms.h"
#include "features/traces/traces.h"
#include "platform/json.h"

namespace onthaal::app {

namespace {

template <class T>
void add(std::vector<T>& all, std::vector<T> more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

Result<Work> health(const http::Request&) {
  return Read{"app.health", [](const Snapshot&) -> Result<Work> {
                return Reply{.body = json::Out().text("status", "ok").text("version", ONTHAAL_VERSION).str()};
              }};
}

lines::Outside outside_lines(const config::Config& config) {
  using terms::Kind;
  return {
      .is_coordinator = accounts::is_coordinator,
      .topics = [](const Snapshot& snapshot, LineId line) { return terms::choices(snapshot, line, Kind::topic); },
      .sources = [](const Snapshot& snapshot, LineId line) { return terms::choices(snapshot, line, Kind::source); },
      .help = places::help,
      .self_help = places::self_help,
      .opening =
          [](const Snapshot& snapshot, LineId line) {
            const queue::Opening opening = queue::opening(snapshot, line);
            return lines::Opening{.is_open = opening.state == queue::Opening::State::open,
                                  .is_full = opening.is_full,
                                  .json = queue::opening_json(opening)};
          },
      .switched = queue::on_switched,
      .kept_days = retention::words_days,
      .most_talks = config.queue.most_talks,
  };
}

// The registration is there before the line is told that the talk is gone. Whose talk lasted longer than the line was
// open is off duty after it.
conversations::ConversationHooks conversation_hooks(const duty::Duty& duty, const cases::Cases& cases,
                                                    const conversations::Conversations& conversations) {
  conversations::ConversationHooks hooks = queue::hooks();
  hooks.ended = [&duty, &cases, tell_line = std::move(hooks.ended)](Tx& tx,
                                                                    const conversations::ConversationEnded& what) {
    registrations::on_ended(tx, what);
    tell_line(tx, what);
    cases.on_ended(tx, what);
    plans::on_ended(tx, what);
    appointments::on_ended(tx, what);
    duty.close(tx, what.conversation.line);
    sheets::touch(tx, what.conversation.id);
  };
  hooks.requested = [tell_line = std::move(hooks.requested)](Tx& tx, const conversations::ConversationRequested& what) {
    tell_line(tx, what);
    sheets::touch(tx, what.conversation.id);
  };
  hooks.counted = [](Tx& tx, ConversationId talk) { sheets::touch(tx, talk); };
  hooks.appointment = appointments::latest_offer;
  hooks.plan = plans::latest_offer;
  hooks.accepted = [&cases, tell_line = std::move(hooks.accepted)](Tx& tx,
                                                                   const conversations::ConversationAccepted& what) {
    tell_line(tx, what);
    cases.on_accepted(tx, what);
    flags::on_accepted(tx, what);
  };
  hooks.given_back = [&cases, &conversations, tell_line = std::move(hooks.given_back)](
                         Tx& tx, const conversations::ConversationGivenBack& what) {
    tell_line(tx, what);
    cases.on_given_back(tx, what);
    queue::look_after(tx, conversations, what.conversation.line);
  };
  hooks.passed = [](Tx& tx, const conversations::ConversationPassed& what) {
    cases::add_note(tx, what.conversation.id, what.author, what.alias, cases::NoteKind::note, what.note);
  };
  hooks.words_taken = [](Tx& tx, const conversations::WordsTaken& taken) {
    return registrations::on_words_taken(tx, taken) + cases::on_words_taken(tx, taken);
  };
  hooks.may_look_along = [](const Snapshot& snapshot, StaffId staff, ConversationId conversation) {
    return cases::may_look_along(snapshot.db, conversation, staff);
  };
  handovers::follow(hooks, conversations);
  return hooks;
}

// People may come or wait, and nobody is online to answer.
void tell_coordinators(Tx& tx, const duty::DutyChanged& what) {
  const bool is_paused = what.state == duty::State::paused;
  notices::raise(tx, {.line = what.line,
                      .kind = is_paused ? notices::Kind::last_paused : notices::Kind::nobody,
                      .staff = what.person.id});
}

// Whatever the hours say: a second talk is near, or a talk that had begun waits for somebody.
bool is_anybody_expected(Tx& tx, LineId line) {
  return appointments::is_expected(tx.db, line, tx.now) ||
         std::ranges::any_of(conversations::waiters(tx.db, line), &conversations::Waiter::had_begun);
}

// A mail was given up: who can tell the person by other means has to know. For who is of the house alone, that is
// whoever coordinates a line.
void tell_of_mail(Tx& tx, std::optional<LineId> line, std::optional<StaffId> staff) {
  const auto all = lines::all(tx.db);
  const auto concerns = [&](const lines::Line& each) {
    return line ? each.id == *line : staff && accounts::is_on_line(tx.db, *staff, each.id);
  };
  const auto is_of_house = [&](accounts::Role role) { return staff && accounts::has_house_role(tx.db, *staff, role); };
  const bool is_everybodys = !line && std::ranges::none_of(all, concerns) &&
                             (is_of_house(accounts::Role::administrator) || is_of_house(accounts::Role::auditor));
  for (const lines::Line& each : all)
    if (is_everybodys || concerns(each))
      notices::raise(tx, {.line = each.id, .kind = notices::Kind::mail, .staff = staff});
}

// Who reads what others said is no secret to those who run the line: they are told at once, if there are others.
void tell_of_reader(Tx& tx, StaffId staff, LineId line) {
  if (accounts::has_other_coordinator(tx.db, line, staff))
    notices::raise(tx, {.line = line, .kind = notices::Kind::reader, .staff = staff});
}

mail::Settings mail_settings(const config::Config& config) {
  const auto& mail = config.mail;
  return {.url = mail.url,
          .user = mail.user,
          .password = Redacted<std::string>(mail.password),
          .from = mail.from,
          .name = mail.name,
          .ca_file = mail.ca_file};
}

sign_ons::Settings sign_on_settings(const config::Config& config) {
  auto settings = sign_ons::settings_of(config);
  if (!settings) throw std::runtime_error(settings.error().detail);
  return *std::move(settings);
}

}  // namespace

Wiring::Wiring(const config::Config& config)
    : config_(config),
      outside_lines_(outside_lines(config)),
      conversations_(conversation_hooks(duty_, cases_, conversations_)),
      duty_({.changed =
                 [this](Tx& tx, const duty::DutyChanged& what) {
                   queue::on_duty(tx, what);
                   queue::look_after(tx, conversations_, what.line);
                 },
             .last_gone =
                 [this](Tx& tx, const duty::DutyChanged& what) {
                   tell_coordinators(tx, what);
                   queue::look_after(tx, conversations_, what.line);
                 },
             .has_talk = [](Tx& tx, LineId line, StaffId staff) { return conversations::has_talk(tx.db, line, staff); },
             .is_expected = is_anybody_expected,
             .is_anybody_waiting = [](Tx& tx, LineId line) { return conversations::count_waiting(tx.db, line) > 0; }}),
      cases_({.watched = queue::on_watched}),
      hours_hooks_{.changed = [this](Tx& tx, LineId line) { queue::on_hours(tx, conversations_, duty_, line); }},
      factors_settings_{
          .asked = factors::parse_asked(config.staff.second_factor),
          .session = {.session = std::chrono::hours(config.staff.session_hours),
                      .idle = std::chrono::minutes(config.staff.idle_minutes)},
          .alone = [this](Tx& tx,
                          StaffId staff) { return sign_ons::refuse_own_way(tx.db, sign_ons_.settings(), staff); }},
      staff_hooks_{
          .second =
              [this](Tx& tx, StaffId staff, std::string_view browser) {
                auto refused = sign_ons::refuse_own_way(tx.db, sign_ons_.settings(), staff);
                return refused ? refused : factors::ask(tx, factors_settings_, staff, browser);
              },
          .left =
              [this](Tx& tx, StaffId staff) {
                duty_.end_all(tx, staff);
                cases_.on_left(tx, staff);
              },
          .gone =
              [this](Tx& tx, StaffId staff, std::optional<StaffId> by) {
                factors::take_away(tx, staff, by, staff_hooks_);
                invitations::forget(tx, staff);
                appointments::on_gone(tx, staff);
                conversations_.let_go(tx, staff);
              },
          .less =
              [this](Tx& tx, StaffId staff) {
                invitations::on_less(tx, staff);
                conversations_.let_go(tx, staff);
                if (!accounts::find_person(tx.db, staff)) appointments::on_gone(tx, staff);
              },
          .new_password = invitations::on_new_password,
          .more = [this](Tx& tx, StaffId staff) { factors::ask_again(tx, factors_settings_, staff, staff_hooks_); },
          .reads = tell_of_reader},
      invitations_settings_{.mail = mail_settings(config), .public_url = config.http.public_url},
      sign_ons_(sign_on_settings(config), factors_settings_.session, staff_hooks_,
                [this](Tx& tx, StaffId staff, std::string_view browser) {
                  return factors::ask(tx, factors_settings_, staff, browser);
                }),
      registration_hooks_{.changed = queue::on_registration,
                          .saved = [](Tx& tx, const conversations::Subject& talk) { sheets::touch(tx, talk.id); }},
      rating_hooks_{.given = [](Tx& tx, ConversationId talk) { sheets::touch(tx, talk); },
                    .taken_back = reports::take_back},
      visits_settings_{.puzzle_bits = config.visits.puzzle_bits,
                       .unproven_per_minute = config.visits.unproven_per_minute},
      backups_(backup_settings(config)) {
  streams::StreamKind talk = conversations_.stream_kind();
  talk.staff_present = [this](Tx& tx, std::int64_t id, StaffId staff, bool is_there) {
    cases_.present(tx, ConversationId{id}, staff, is_there);
  };
  streams::register_kinds({std::move(talk), queue::stream_kind(), cases::stream_kind()});
}

http::Routes Wiring::routes() const {
  http::Routes all{{http::Verb::get, "/api/health", health}};
  add(all, lines::routes(outside_lines_));
  add(all, accounts::routes(factors_settings_.session, staff_hooks_));
  add(all, accounts::own_routes(staff_hooks_));
  add(all, factors::routes(factors_settings_, seal::system_random(), staff_hooks_));
  add(all, accounts::office_routes(config_.queue.most_talks, seal::system_random(), staff_hooks_));
  add(all, accounts::departure_routes(staff_hooks_));
  add(all, accounts::house_routes(seal::system_random(), staff_hooks_));
  add(all, invitations::routes(invitations_settings_, staff_hooks_));
  add(all, sign_ons_.routes(seal::system_random()));
  add(all, terms::routes());
  add(all, phrases::routes());
  add(all, guides::routes());
  add(all, papers::routes());
  add(all, notices::routes());
  add(all, keys::routes(key_settings(config_)));
  add(all, cases::routes());
  add(all, places::routes());
  add(all, registrations::routes(registration_hooks_));
  add(all, ratings::routes(rating_hooks_));
  add(all, reports::routes());
  add(all, briefings::routes({.changed = queue::on_briefing}));
  add(all, hours::routes(hours_hooks_));
  add(all, handovers::routes());
  add(all, plans::routes(visits_settings_));
  add(all, appointments::routes(conversations_, duty_, visits_settings_));
  add(all, overviews::routes(overviews_));
  add(all, measures::routes());
  add(all, displays::routes(overviews_));
  add(all, visits::routes(conversations_, visits_settings_, seal::system_random()));
  add(all, visits::refusal_routes());
  add(all, flags::routes());
  add(all, readings::routes({.second_person = config_.staff.second_person_days * kDay}));
  add(all, backups::routes(backups_));
  add(all, retention::routes(conversations_, visits_settings_));
  add(all, crosswalks::routes());
  add(all, extracts::routes(config_.data));
  return all;
}

live::Commands Wiring::commands() const {
  live::Commands all;
  add(all, conversations_.commands());
  add(all, queue::commands(conversations_));
  add(all, handovers::commands(conversations_));
  add(all, plans::commands());
  add(all, appointments::commands());
  add(all, duty_.commands());
  add(all, cases_.commands());
  return all;
}

std::vector<live::Watch> Wiring::watches() const {
  return {queue::watch()};
}

live::Doors Wiring::doors() const {
  return {.visitor = visits::find_visitor,
          .staff = accounts::find_staff,
          .staff_open = [](Tx& tx, const Staff& staff) { return accounts::is_open(tx.db, staff); },
          .staff_used = accounts::use_session,
          .staff_present = [this](Tx& tx, StaffId staff, bool is_there) { duty_.present(tx, staff, is_there); }};
}

std::vector<jobs::JobKind> Wiring::jobs() const {
  std::vector<jobs::JobKind> all;
  add(all, accounts::jobs(staff_hooks_));
  add(all, factors::jobs());
  add(all, mails::jobs(invitations_settings_.mail, {.given_up = tell_of_mail}));
  add(all, invitations::jobs());
  add(all, sign_ons::jobs());
  add(all, conversations_.jobs());
  add(all, duty_.jobs());
  add(all, cases_.jobs());
  add(all, readings::jobs());
  add(all, keys::jobs(key_settings(config_)));
  add(all, hours::jobs(hours_hooks_));
  add(all, queue::jobs(conversations_, duty_));
  add(all, briefings::jobs({.changed = queue::on_briefing}));
  add(all, handovers::jobs(conversations_));
  add(all, appointments::jobs(conversations_, duty_));
  add(all, visits::jobs());
  add(all, traces::jobs());
  add(all, backups::jobs(backups_));
  add(all, retention::jobs());
  add(all, sheets::jobs());
  add(all, imports::jobs());
  return all;
}

void Wiring::begin(Tx& tx) const {
  accounts::schedule_jobs(tx);
  factors::schedule_jobs(tx);
  factors::ask_everybody_again(tx, factors_settings_, staff_hooks_);
  mails::schedule_jobs(tx);
  invitations::schedule_jobs(tx);
  sign_ons::schedule_jobs(tx);
  queue::schedule_jobs(tx);
  hours::schedule_jobs(tx);
  visits::schedule_jobs(tx);
  traces::schedule_jobs(tx);
  backups::schedule_jobs(tx, backups_);
  retention::schedule_jobs(tx);
  sheets::schedule_jobs(tx);
  readings::schedule_jobs(tx);
  keys::schedule_jobs(tx);
  papers::ship(tx);
  crosswalks::ship(tx);
  duty_.all_lost(tx);
  cases_.all_lost(tx);
  conversations::all_lost(tx);
}

}  // namespace onthaal::app
