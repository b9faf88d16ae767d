#include "features/imports/imports_talks.h"

#include <algorithm>

#include "core/csv.h"
#include "core/text.h"

namespace onthaal::imports {
namespace {

constexpr std::size_t kMaxLoose = 100'000;  // talks

// In the line of a text editor, which is where somebody looks.
Result<void> check_text(std::string_view csv) {
  if (csv.starts_with("\xff\xfe") || csv.starts_with("\xfe\xff"))
    return fail(Code::invalid, "the file is UTF-16: save it as \"CSV UTF-8\"");
  std::size_t line = 1;
  while (!csv.empty()) {
    const std::size_t end = std::min(csv.find('\n'), csv.size() - 1) + 1;
    if (!utf8_length(csv.substr(0, end)))
      return fail(Code::invalid, "the file is not UTF-8 (line " + std::to_string(line) +
                                     "), Latin-1 or Windows-1252 perhaps: save it as \"CSV UTF-8\"");
    csv.remove_prefix(end);
    ++line;
  }
  return {};
}

}  // namespace

Result<Counted> read_talks(std::string_view csv, const Map& map, const Names& names, Millis now, const Sink& sink) {
  if (const auto text = check_text(csv); !text) return std::unexpected(text.error());
  csv::Reader reader(csv, map.separator);
  if (!reader.next() || !reader.is_text()) return fail(Code::invalid, "the first row does not name the columns");
  const std::size_t width = reader.cells().size();
  auto mapper = RowMapper::make(map, names, reader.cells(), now);
  if (!mapper) return std::unexpected(mapper.error());
  Counted counted;
  const auto refuse = [&](std::string_view reason) { sink.refused({reader.number(), {}, reason, {}}); };
  while (reader.next()) {
    const auto& cells = reader.cells();
    if (reader.is_text() && reader.is_empty()) continue;
    const bool is_wide = reader.is_text() && cells.size() == width;
    if (is_wide && mapper->read(reader.number(), cells)) {
      sink.taken(mapper->day(), mapper->talk());
      ++counted.taken;
      continue;
    }
    ++counted.refused;
    if (!reader.is_text())
      refuse("not_text");
    else if (!is_wide)
      refuse(cells.size() < width ? "too_short" : "too_long");
    else
      for (const Refusal& refusal : mapper->refusals()) sink.refused(refusal);
  }
  return counted;
}

void Days::add(hours::Day day, const sheets::Talk& talk) {
  Slot& slot = days_[day];
  slot.loose.push_back(talk);
  ++slot.talks;
  if (++loose_ >= kMaxLoose) pack_all();
}

void Days::pack_all() {
  for (auto& [day, slot] : days_) {
    if (slot.loose.empty()) continue;
    slot.packed.push_back(sheets::pack(slot.loose));
    slot.loose = {};
  }
  loose_ = 0;
}

void Days::each(const std::function<void(hours::Day, std::int64_t talks, std::string_view body)>& sheet) {
  for (auto& [day, slot] : days_) {
    for (const std::string& part : slot.packed)
      sheets::unpack(part, [&](const sheets::Talk& talk) { slot.loose.push_back(talk); });
    std::ranges::sort(slot.loose, {}, &sheets::Talk::second);
    sheet(day, slot.talks, sheets::pack(slot.loose));
    slot = {};
  }
  days_.clear();
  loose_ = 0;
}

}  // namespace onthaal::imports
