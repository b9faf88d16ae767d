#include "features/cases/cases_access.h"
#include "features/cases/cases_wire.h"
#include "platform/json.h"

// A talk that is given to a colleague, who has not taken it yet.
namespace onthaal::cases {
namespace {

// The last thing that who gave it noted, in that same act.
std::optional<std::string> note_of(const Snapshot& snapshot, const store::Case& about,
                                   const conversations::Passed& pass) {
  const StreamKey stream = stream_of(about);
  const auto events = streams::read(snapshot, stream, 0, streams::last_number(snapshot.db, stream));
  const Author giver{Author::Kind::staff, pass.from.value};
  std::optional<std::string> note;
  for (const streams::Event& each : events)
    if (each.event == "note.added" && each.at == pass.made_at && each.author == giver && each.data)
      note = wire::text_of_note(*each.data);
  return note;
}

Result<Work> show_pass(const http::Request& request) {
  const auto* staff = std::get_if<Staff>(&request.actor);
  const auto uuid = Uuid::parse(request.parts.at(0));
  if (staff == nullptr || !uuid) return fail(Code::not_found, "no such conversation");
  return Read{
      "cases.pass", [staff = staff->staff, uuid = *uuid](const Snapshot& snapshot) -> Result<Work> {
        const auto about = store::find(snapshot.db, uuid);
        const bool is_for_them = about && about->for_staff == staff &&
                                 accounts::has_role(snapshot.db, staff, about->subject.line, accounts::Role::operator_);
        const auto pass = is_for_them ? conversations::latest_pass(snapshot.db, about->subject.id) : std::nullopt;
        if (!pass || pass->state != "waiting") return fail(Code::not_found, "no such conversation");
        return Reply{200, json::Out().maybe_text("note", note_of(snapshot, *about, *pass)).str()};
      }};
}

}  // namespace

http::Routes routes() {
  return {{http::Verb::get, "/api/conversations/{conversation}/pass", show_pass}};
}

}  // namespace onthaal::cases
