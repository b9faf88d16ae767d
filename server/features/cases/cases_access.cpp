#include "features/cases/cases_access.h"

#include <algorithm>

namespace onthaal::cases {
namespace {

bool plays(Tx& tx, const store::Case& about, StaffId staff, Part part) {
  switch (part) {
    case Part::owner:
      return is_owner(tx.db, about, staff);
    case Part::coach:
      return may_look_along(tx.db, about.subject.id, staff);
    case Part::coordinator:
      return accounts::has_role(tx.db, staff, about.subject.line, accounts::Role::coordinator);
  }
  return false;
}

}  // namespace

bool is_owner(db::Connection& db, const store::Case& about, StaffId staff) {
  return about.owner == staff && accounts::is_on_team(db, staff, about.subject.line);
}

Result<Doer> access(Tx& tx, const Actor& actor, const Uuid& conversation, std::initializer_list<Part> parts) {
  const auto* staff = std::get_if<Staff>(&actor);
  const auto about = store::find(tx.db, conversation);
  if (staff != nullptr && about) {
    const auto person = accounts::find_person(tx.db, staff->staff);
    if (person && std::ranges::any_of(parts, [&](Part part) { return plays(tx, *about, staff->staff, part); }))
      return Doer{*about, *person};
  }
  return fail(Code::not_found, "no such conversation");
}

StreamKey stream_of(const store::Case& about) {
  return streams::key("case", about.subject.id.value);
}

std::optional<std::int64_t> find_resend(Tx& tx, const live::Envelope& envelope, const store::Case& about) {
  if (!envelope.again) return std::nullopt;
  return streams::find_command(tx.db, stream_of(about), envelope.after, author_of(envelope.actor), envelope.id);
}

Reply numbered(std::optional<std::int64_t> number) {
  return {.status = 200, .body = "", .headers = {}, .number = number};
}

Result<streams::Sealing> words_of(Tx& tx, const store::Case& about) {
  auto sealing = streams::find_sealing(tx.db, tx.keys, about.key);
  if (!sealing) return fail(Code::closed, "its words were destroyed");
  return *std::move(sealing);
}

std::int64_t append(Tx& tx, const store::Case& about, streams::Draft draft) {
  const auto sealing = streams::find_sealing(tx.db, tx.keys, about.key);
  return streams::append(tx, stream_of(about), about.subject.uuid, std::move(draft), sealing ? &*sealing : nullptr);
}

}  // namespace onthaal::cases
