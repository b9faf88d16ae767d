#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/lines/lines.h"
#include "platform/act/work.h"
#include "platform/control.h"
#include "platform/http/route.h"

// The words in which talks are recorded (themes, outcomes), and asked about (topics in visitors' words, sources: how
// somebody found the line). Data of each line with dates of validity; a term is never taken away.
namespace onthaal::terms {

enum class Kind : std::uint8_t { theme, outcome, source, topic };

struct Term {
  TermId id;
  Uuid uuid;
  Kind kind;
  std::string code;
  lines::Label label;
  std::vector<std::string> domains;  // PSF, PGZ, L&S, OLB; a topic leads to them too
  bool is_heavy;
  std::string valid_from;                  // 2016-09-01
  std::optional<std::string> valid_until;  // the last day
};

// Those of a day ("2026-11-22", local to Brussels), by kind in their order.
std::vector<Term> of_day(db::Connection& db, LineId line, Kind kind, std::string_view day);
// Whatever its dates: a draft keeps the term that has ended meanwhile.
std::optional<Term> find(db::Connection& db, LineId line, Kind kind, std::string_view code);
std::optional<Term> find(db::Connection& db, TermId id);
// The day in Brussels at that time. Zone: Europe/Brussels.
std::string day_of(Millis at);

// The terms of CLBch@t's annual reports and the topics in pupils' words, for a new line.
void ship(Tx& tx, LineId line);
// The same, but of the themes only these.
void ship(Tx& tx, LineId line, const std::vector<std::string>& themes);

// JSON lists of {"code","label"} for the intake form.
std::string choices(const Snapshot& snapshot, LineId line, Kind kind);

http::Routes routes();

}  // namespace onthaal::terms
