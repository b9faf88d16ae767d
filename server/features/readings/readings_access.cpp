#include "features/readings/readings_access.h"

namespace onthaal::readings {
namespace {

using accounts::Role;

std::unexpected<Error> no_talk() {
  return fail(Code::not_found, "no such conversation");
}

bool reads_all(db::Connection& db, StaffId staff, LineId line) {
  return accounts::has_role(db, staff, line, Role::coordinator) || accounts::has_role(db, staff, line, Role::reviewer);
}

bool may_read(db::Connection& db, StaffId staff, const store::Talk& talk, Purpose purpose, Millis now) {
  const LineId line = talk.subject.line;
  switch (purpose) {
    case Purpose::own:
      return talk.owner == staff && accounts::is_on_team(db, staff, line);
    case Purpose::review:
    case Purpose::chatscan:
    case Purpose::complaint:
      return reads_all(db, staff, line);
    case Purpose::legal:
    case Purpose::emergency:
      return accounts::has_role(db, staff, line, Role::coordinator) &&
             store::is_open_for(db, talk.subject.id, staff, purpose, now);
    case Purpose::coach:
    case Purpose::flag:
    case Purpose::frequent:
      return false;  // those have doors of their own
  }
  return false;
}

}  // namespace

Result<Talks> access_talks(db::Connection& db, const Actor& actor, std::string_view slug) {
  const auto line = accounts::access_line_as(db, actor, slug, {Role::coordinator, Role::reviewer, Role::operator_});
  if (!line) return std::unexpected(line.error());
  const StaffId reader = std::get<Staff>(actor).staff;
  return Talks{line->id, reader, reads_all(db, reader, line->id)};
}

Result<store::Talk> access_talk(db::Connection& db, const Actor& actor, const Uuid& conversation, Purpose purpose,
                                Millis now) {
  const auto* staff = std::get_if<Staff>(&actor);
  auto talk = store::find_talk(db, conversation);
  if (staff == nullptr || !talk || !may_read(db, staff->staff, *talk, purpose, now)) return no_talk();
  if (!talk->ended_at) return fail(Code::conflict, "it has not ended");
  return *std::move(talk);
}

Result<store::Talk> access_talk_to_break(db::Connection& db, const Actor& actor, const Uuid& conversation) {
  auto talk = store::find_talk(db, conversation);
  if (!talk || !accounts::is_coordinator(db, actor, talk->subject.line)) return no_talk();
  return *std::move(talk);
}

Result<store::Break> access_break(db::Connection& db, const Actor& actor, const Uuid& seal) {
  auto found = store::find_break(db, seal);
  if (!found ||
      !(accounts::is_coordinator(db, actor, found->line) || accounts::access_house(db, actor, {Role::administrator})))
    return fail(Code::not_found, "no such request");
  return *std::move(found);
}

}  // namespace onthaal::readings
