#include "features/phrases/phrases.h"

#include "core/csv.h"
#include "features/phrases/phrases_rules.h"

namespace onthaal::phrases {

std::string_view shipped_csv();  // phrases.csv

Result<store::NewPhrase> with_theme(db::Connection& db, LineId line, const wire::PhraseRequest& request) {
  store::NewPhrase phrase{
      .title = request.title, .text = request.text, .theme = std::nullopt, .language = request.language};
  if (!request.theme) return phrase;
  const auto theme = terms::find(db, line, terms::Kind::theme, *request.theme);
  if (!theme) return std::unexpected(Error{Code::invalid, "no such theme", {{"theme", "not_allowed"}}});
  phrase.theme = theme->id;
  return phrase;
}

void ship(Tx& tx, LineId line) {
  const csv::Table table = csv::parse(shipped_csv()).value();
  for (const csv::Row& row : table.rows) {
    boost::json::object phrase;
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      if (!row.cells[i].empty()) phrase[table.columns[i]] = row.cells[i];
    // What is about a theme that this line does not have is not for it.
    if (const auto shipped = with_theme(tx.db, line, wire::parse_phrase(phrase).value()))
      store::insert(tx, line, *shipped);
  }
}

}  // namespace onthaal::phrases
