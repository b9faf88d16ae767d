#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/sheets/sheets.h"
#include "platform/act/jobs.h"
#include "platform/control.h"

// History from another system: one record a talk, without its words, or the yearly totals of years of which no rows
// exist any more. What an import brings is staged in slices, is counted once its one last step was done, and can be
// withdrawn whole. Only for the machine's own administrator.
namespace onthaal::imports {

enum class State : std::uint8_t { staged, shown, withdrawn };

struct Import {
  std::int64_t id = 0;
  Uuid uuid;
  LineId line;
  std::string name;
  std::string digest;  // 32 bytes, of all that was read and how
  State state = State::staged;
  std::int64_t talks = 0, totals = 0, refused = 0;
  std::optional<hours::Day> first_day, last_day;
  Millis made_at = 0;
  std::optional<Millis> shown_at;
};
std::vector<Import> all(db::Connection& db, std::optional<LineId> line);  // the newest first

// The import of that digest that is shown; else a new one, staged. Those that were staged before are to be swept first.
struct NewImport {
  std::string name;
  std::string digest;
};
Import begin(Tx& tx, LineId line, const NewImport& wanted);

struct Sheet {
  hours::Day day;
  std::int64_t talks;
  std::string body;  // sheets::pack()
};
// `not_found` once it is not staged (any more).
Result<void> stage(Tx& tx, const Uuid& import, const std::vector<Sheet>& sheets);
Result<void> stage(Tx& tx, const Uuid& import, const std::vector<sheets::Total>& totals);

struct Whole {
  std::int64_t talks = 0, totals = 0, refused = 0;  // what must have been staged, and what was not taken
  std::optional<Uuid> replaces;                     // the import that is withdrawn by the same step
  bool is_beside = false;                           // others, and the line's own, may have talks in the same time
};
// From here on it is counted. `conflict` when not all of it is there, when it was shown meanwhile, when others have
// talks in the same time, or when the line has talks of its own on the same days.
Result<Import> show(Tx& tx, const Uuid& import, const Whole& whole);
// From here on it is not counted; what it brought goes by jobs().
Result<Import> withdraw(Tx& tx, const Uuid& import);

// A slice of what the line's imports that are not shown have left, or only that one; false once there is nothing. One
// that is staged is withdrawn by its first slice: what is gone in part can never be shown. One that was never shown
// leaves no trace.
bool sweep(Tx& tx, LineId line, const std::optional<Uuid>& only = std::nullopt);
// The same for what nobody waits for: what was withdrawn, at once, and what is not shown a day after it began.
std::vector<jobs::JobKind> jobs();

// The keys of what talks point at, by the names that people know.
struct Named {
  std::string kind;  // theme, outcome, source, topic, centre, partner
  std::string name;  // a code, or what it is called; a centre also "name, town"
  std::int64_t key;
};
std::vector<Named> vocabulary(db::Connection& db, LineId line);

//   import.vocabulary {"line":slug}   answers {"names":[{"kind","name","key"}]}
//   import.begin {"line":slug,"name","digest"}   IMPORT; `shown` when it was imported before
//   import.stage {"import","sheets":[{"day","talks","body"}]}   at most kMaxSheets; the body in base64url
//   import.stage_totals {"import","totals":[{"year","figure","n","base","value","source"}]}   at most kMaxTotals
//   import.show {"import","talks","totals","refused","replaces","beside"}   IMPORT
//   import.withdraw {"import"}   IMPORT
//   import.sweep {"line":slug,"import":id or null}   answers {"is_more"}
//   import.list {"line":slug or null}   answers {"imports":[IMPORT]}
// IMPORT = {"import","line":slug,"name","state","talks","totals","refused","first_day","last_day","made_at","shown_at"}
control::Commands control_commands();
// So many in a slice: an act of some milliseconds.
inline constexpr std::size_t kMaxSheets = 32;
inline constexpr std::size_t kMaxTotals = 200;
inline constexpr std::size_t kMaxSheetBytes = 400'000;  // of the bodies of a slice, before base64url

}  // namespace onthaal::imports
