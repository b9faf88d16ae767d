#pragma once

#include "features/readings/readings_store.h"

// The one place that says who may read a talk that has ended, or break its seal. Everything else begins here.
namespace onthaal::readings {

// The list of a line: coordinators and reviewers see all of it, operators their own.
struct Talks {
  LineId line;
  StaffId reader;
  bool is_all;
};
Result<Talks> access_talks(db::Connection& db, const Actor& actor, std::string_view slug);
// `own`: who had it last, still on the team; `review`, `chatscan`, `complaint`: coordinators and reviewers of its line;
// `legal`, `emergency`: one of the two to whom the law opened it. `not_found` for everybody else; `conflict` while the
// talk goes on.
Result<store::Talk> access_talk(db::Connection& db, const Actor& actor, const Uuid& conversation, Purpose purpose,
                                Millis now);
// A coordinator of its line: who may ask that its seal be broken.
Result<store::Talk> access_talk_to_break(db::Connection& db, const Actor& actor, const Uuid& conversation);
// A coordinator of the line, or an administrator: who may answer, unless they asked.
Result<store::Break> access_break(db::Connection& db, const Actor& actor, const Uuid& seal);

}  // namespace onthaal::readings
