#include <algorithm>
#include <ranges>

#include "features/accounts/accounts.h"
#include "features/audit/audit.h"
#include "features/extracts/extracts.h"
#include "features/extracts/extracts_file.h"
#include "features/extracts/extracts_rows.h"
#include "features/terms/terms.h"

namespace onthaal::extracts {
namespace {

constexpr std::size_t kAtOnce = 5000;  // rows, and what the last month of them has more

// An extract on its way: months are read and written in turns, so that neither a reader nor the memory is held by all
// of them. Each day is read once. One piece of work has it at a time.
struct Extract {
  Actor actor;
  std::filesystem::path folder;
  wire::Meta meta;
  LineId line;
  std::vector<std::int64_t> imports;  // that are counted
  std::vector<std::int64_t> themes;
  std::optional<std::int64_t> centre;
  hours::Day next, until;  // what is still to be read
  Words words;
  std::string_view filter, computed_at;  // as each row has them
  std::vector<Row> rows;
  std::unique_ptr<File> file;
  std::int64_t count = 0;

  bool is_read() const { return next > until; }
};
using Shared = std::shared_ptr<Extract>;

bool is_asked(const Extract& extract, const sheets::Talk& talk) {
  const auto is_theme = [&](std::int64_t theme) {
    return std::ranges::find(extract.themes, theme) != extract.themes.end();
  };
  if (extract.meta.asked.who && talk.who != *extract.meta.asked.who) return false;
  if (extract.centre && talk.centre != *extract.centre) return false;
  return extract.themes.empty() || std::ranges::any_of(talk.themes, is_theme);
}

// Between two slices an import may be shown or taken back: a file has all of its talks, or none.
Result<void> check_imports(db::Connection& db, const Extract& extract) {
  if (sheets::imports(db, extract.line) == extract.imports) return {};
  return fail(Code::conflict, "an import was shown or taken back meanwhile: ask again");
}

// In each row, as what stands beside a file is lost once it is kept.
void tell_how(const Extract& extract, hours::Day day, Row& row) {
  const auto holds = [text = hours::day_text(day)](const auto& each) { return each.valid_from.value_or("") <= text; };
  auto definitions = extract.meta.definitions | std::views::filter(holds);
  if (!definitions.empty()) at(row, Column::definition) = std::int64_t{definitions.back().version};
  at(row, Column::filter) = extract.filter;
  at(row, Column::computed_at) = extract.computed_at;
}

void read_some(db::Connection& db, Extract& extract) {
  while (!extract.is_read() && extract.rows.size() < kAtOnce) {
    const date::year_month_day date{extract.next};
    const hours::Day last = std::min(hours::Day(date.year() / date.month() / date::last), extract.until);
    sheets::each(db, extract.line, extract.next, last, [&](hours::Day day, const sheets::Talk& talk) {
      if (!is_asked(extract, talk)) return;
      tell_how(extract, day, extract.rows.emplace_back(row_of(db, extract.words, day, talk)));
    });
    extract.next = last + date::days(1);
  }
}

// Sorted by what stands in them, months first: their order says nothing of the day.
Result<void> write_some(Extract& extract) {
  if (!extract.file) {
    auto made = make_file(extract.meta, extract.folder);
    if (!made) return std::unexpected(std::move(made.error()));
    extract.file = *std::move(made);
  }
  std::ranges::sort(extract.rows);
  auto added = extract.file->add(extract.rows);
  extract.count += static_cast<std::int64_t>(extract.rows.size());
  extract.rows.clear();
  return added;
}

// Handed out with the entry in the log, or not at all.
Result<Reply> hand_out(Tx& tx, const Extract& extract, const std::shared_ptr<Download>& download) {
  const auto line = accounts::access_line_as_coordinator(tx.db, extract.actor, extract.meta.line);
  if (!line) return std::unexpected(line.error());
  if (auto same = check_imports(tx.db, extract); !same) return std::unexpected(std::move(same.error()));
  audit::record(tx, {.what = "rows.extracted",
                     .staff = std::get<Staff>(extract.actor).staff,
                     .line = line->id,
                     .about = std::nullopt,
                     .data = wire::audited(extract.meta.asked, extract.count)});
  Reply reply{.headers = {{"Content-Type", std::string(wire::type_of(extract.meta.asked.format))},
                          {"Content-Disposition", "attachment; filename=\"" + wire::file_name(extract.meta) + '"'},
                          {"Onthaal-Extract", wire::header(extract.meta, extract.count)}}};
  reply.download = download;
  return reply;
}

Work write_then(const Shared& extract);

Work read_then(const Shared& extract) {
  return Read{"extracts.read",
              [extract](const Snapshot& snapshot) -> Result<Work> {
                if (auto same = check_imports(snapshot.db, *extract); !same)
                  return std::unexpected(std::move(same.error()));
                read_some(snapshot.db, *extract);
                return write_then(extract);
              },
              ReadLane::figures};
}

Work write_then(const Shared& extract) {
  return Chore{"extracts.write",
               [extract](const std::stop_token& stop) -> Result<Work> {
                 if (stop.stop_requested()) return fail(Code::restart, "the server is stopping");
                 if (auto written = write_some(*extract); !written) return std::unexpected(std::move(written.error()));
                 if (!extract->is_read()) return read_then(extract);
                 auto download = extract->file->finish();
                 if (!download) return std::unexpected(std::move(download.error()));
                 return Act{"extracts.hand_out",
                            [extract, download = *download](Tx& tx) { return hand_out(tx, *extract, download); }};
               },
               ChoreLane::file};
}

// The definitions that held on the first and on the last day.
std::vector<measures::Definition> definitions(const wire::Asked& asked) {
  std::vector<measures::Definition> all;
  for (const hours::Day day : {asked.from, asked.until}) {
    const auto definition = measures::definition_of("volume", {.from = day, .until = day}, asked.language);
    if (all.empty() || all.front().version != definition.version) all.push_back(definition);
  }
  return all;
}

Result<void> find_asked(db::Connection& db, Extract& extract) {
  std::vector<FieldError> mistakes;
  for (const std::string& code : extract.meta.asked.themes) {
    const auto theme = terms::find(db, extract.line, terms::Kind::theme, code);
    if (theme) extract.themes.push_back(theme->id.value);
    if (!theme && mistakes.empty()) mistakes.push_back({"theme", "not_allowed"});
  }
  if (const auto& centre = extract.meta.asked.centre) {
    extract.centre = measures::find_centre(db, extract.line, *centre);
    if (!extract.centre) mistakes.push_back({"centre", "not_allowed"});
  }
  if (mistakes.empty()) return {};
  return std::unexpected(Error{Code::invalid, "the line has not all of that", std::move(mistakes)});
}

Result<Work> begin(const Snapshot& snapshot, const Actor& actor, const std::string& slug, const wire::Asked& asked,
                   const std::filesystem::path& folder) {
  const auto line = accounts::access_line_as_coordinator(snapshot.db, actor, slug);
  if (!line) return std::unexpected(line.error());
  const auto extract = std::make_shared<Extract>();
  extract->actor = actor;
  extract->folder = folder;
  extract->line = line->id;
  extract->imports = sheets::imports(snapshot.db, line->id);
  extract->meta = {.line = line->slug, .asked = asked, .definitions = definitions(asked), .computed_at = snapshot.now};
  extract->filter = extract->words.keep(wire::filter_text(asked));
  extract->computed_at = extract->words.keep(iso_time(snapshot.now));
  if (auto found = find_asked(snapshot.db, *extract); !found) return std::unexpected(std::move(found.error()));
  const auto there = sheets::extent(snapshot.db, line->id).value_or(sheets::Extent{asked.until, asked.from});
  extract->next = std::max(asked.from, there.first);
  extract->until = std::min(asked.until, there.last);
  read_some(snapshot.db, *extract);
  return write_then(extract);
}

Result<Work> make_extract(const http::Request& request, const std::filesystem::path& folder) {
  auto asked = wire::parse(request.query);
  if (!asked) return std::unexpected(std::move(asked.error()));
  return Read{"extracts.begin",
              [asked = *std::move(asked), actor = request.actor, slug = request.parts.at(0),
               folder](const Snapshot& snapshot) { return begin(snapshot, actor, slug, asked, folder); },
              ReadLane::figures};
}

}  // namespace

http::Routes routes(const std::filesystem::path& folder) {
  return {{http::Verb::get, "/api/lines/{slug}/rows",
           [folder](const http::Request& request) { return make_extract(request, folder); }}};
}

}  // namespace onthaal::extracts
