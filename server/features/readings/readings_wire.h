#pragma once

#include "features/audit/audit.h"
#include "features/readings/readings_store.h"

namespace onthaal::readings::wire {

Result<Purpose> parse_purpose(std::string_view body);  // {"purpose"}
struct Asking {
  bool is_emergency;
  Redacted<std::string> why;
};
Result<Asking> parse_asking(std::string_view body);  // {"emergency","why"}
Result<bool> parse_answer(std::string_view body);    // {"answer"}: whether it is confirmed

std::string ended(db::Connection& db, const store::Ended& talk, StaffId reader);
// `why`: nothing where the words were destroyed.
std::string seal(const store::Break& broken, const std::optional<std::string>& why, const Actor& reader);
std::string reading(db::Connection& db, const audit::Recorded& entry);
// Of a role.given; nothing when it is not one that reads talks.
std::optional<std::string> reader(db::Connection& db, const audit::Recorded& entry);
std::string entry(db::Connection& db, const audit::Recorded& entry);
std::string head(const audit::Head& head);

}  // namespace onthaal::readings::wire
