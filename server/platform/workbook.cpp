#include "platform/workbook.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <deque>
#include <set>
#include <stdexcept>
#include <utility>

#include "core/text.h"
#include "platform/workbook_formats.h"

namespace onthaal::workbook {
namespace {

constexpr std::size_t kLongestCell = 32'767;  // characters; bytes are never fewer

// At most that many bytes, and no character of it cut in two.
std::string cut(std::string_view text, std::size_t most) {
  if (text.size() <= most) return sound(text);
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  return sound(text.substr(0, most));
}

std::string sheet_name(std::string_view wanted, const std::set<std::string>& taken) {
  std::string name = cut(wanted, 31);
  for (char& c : name)
    if (std::string_view("[]:*?/\\'").contains(c)) c = ' ';
  if (name.empty()) name = "-";
  const std::string begin = cut(name, 27);
  for (int i = 2; taken.contains(ascii_lower(name)); ++i) name = begin + " " + std::to_string(i);
  return name;
}

template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};

}  // namespace

struct Sheet::Impl {
  lxw_workbook* book;
  lxw_worksheet* sheet;
  const Formats* formats;
  lxw_error problem = LXW_NO_ERROR;

  void note(lxw_error error) {
    if (error != LXW_NO_ERROR) problem = error;
  }
};

Sheet::Sheet(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Sheet::Sheet(Sheet&&) noexcept = default;
Sheet& Sheet::operator=(Sheet&&) noexcept = default;
Sheet::~Sheet() = default;

void Sheet::width(std::uint16_t column, double characters) {
  impl_->note(worksheet_set_column(impl_->sheet, column, column, characters, nullptr));
}

void Sheet::set(std::uint32_t row, std::uint16_t column, const Cell& cell, Look look) {
  lxw_worksheet* sheet = impl_->sheet;
  const Formats& formats = *impl_->formats;
  impl_->note(std::visit(
      Overloaded{[](std::monostate) { return LXW_NO_ERROR; },
                 [&](std::string_view text) {
                   return worksheet_write_string(sheet, row, column, cut(text, kLongestCell).c_str(), formats.of(look));
                 },
                 [&](std::int64_t number) {
                   return worksheet_write_number(sheet, row, column, static_cast<double>(number), formats.count);
                 },
                 [&](double number) { return worksheet_write_number(sheet, row, column, number, formats.decimal); },
                 [&](Share share) { return worksheet_write_number(sheet, row, column, share.value, formats.share); },
                 [&](const Date& date) {
                   lxw_datetime day{.year = date.year, .month = date.month, .day = date.day};
                   return worksheet_write_datetime(sheet, row, column, &day, formats.date);
                 }},
      cell));
}

void Sheet::freeze(std::uint32_t row) {
  worksheet_freeze_panes(impl_->sheet, row + 1, 0);
}

void Sheet::filter(std::uint32_t heading_row, std::uint32_t last_row, std::uint16_t last_column) {
  impl_->note(worksheet_autofilter(impl_->sheet, heading_row, 0, last_row, last_column));
}

void Sheet::add(const Chart& chart) {
  lxw_chart* drawn = draw(impl_->book, impl_->sheet->name, chart);
  lxw_chart_options options{};
  options.x_scale = 1.4;
  options.y_scale = std::clamp(0.25 + 0.06 * (chart.categories.last_row - chart.categories.first_row), 1.2, 3.0);
  impl_->note(worksheet_insert_chart_opt(impl_->sheet, chart.row, chart.column, drawn, &options));
}

struct Book::Impl {
  std::shared_ptr<Download> file;
  std::string scratch;
  lxw_workbook* book = nullptr;
  std::optional<Formats> formats;
  std::deque<Sheet> sheets;
  std::set<std::string> names;

  ~Impl() {
    if (book != nullptr) lxw_workbook_free(book);
  }
};

Book::Book(std::string_view title, Size size, const std::filesystem::path& folder) : impl_(std::make_unique<Impl>()) {
  auto file = Download::make(folder);
  if (!file) throw std::runtime_error(file.error().detail);
  impl_->file = *std::move(file);
  impl_->scratch = folder.string();
  lxw_workbook_options options{
      .constant_memory = size == Size::large, .tmpdir = impl_->scratch.data(), .use_zip64 = size == Size::large};
  impl_->book = workbook_new_opt(impl_->file->path().c_str(), &options);
  if (impl_->book == nullptr) throw std::runtime_error("no workbook can be made");
  std::string told = sound(title);
  lxw_doc_properties properties{};
  properties.title = told.data();
  workbook_set_properties(impl_->book, &properties);
  impl_->formats.emplace(impl_->book);
}

Book::Book(Book&&) noexcept = default;
Book& Book::operator=(Book&&) noexcept = default;
Book::~Book() = default;

Sheet& Book::add(std::string_view name) {
  const std::string made = sheet_name(name, impl_->names);
  impl_->names.insert(ascii_lower(made));
  lxw_worksheet* sheet = workbook_add_worksheet(impl_->book, made.c_str());
  if (sheet == nullptr) throw std::runtime_error("no sheet can be made");
  auto inside = std::make_unique<Sheet::Impl>(impl_->book, sheet, &*impl_->formats);
  return impl_->sheets.emplace_back(Sheet(std::move(inside)));
}

Result<std::shared_ptr<Download>> Book::finish() {
  for (const Sheet& sheet : impl_->sheets)
    if (sheet.impl_->problem != LXW_NO_ERROR)
      return fail(Code::too_large, std::string("a sheet: ") + lxw_strerror(sheet.impl_->problem));
  const lxw_error problem = workbook_close(std::exchange(impl_->book, nullptr));
  if (problem != LXW_NO_ERROR) return fail(Code::internal, std::string("a workbook: ") + lxw_strerror(problem));
  return std::move(impl_->file);
}

Result<std::string> Book::bytes() {
  const auto made = finish();
  if (!made) return std::unexpected(made.error());
  return read_all(*made);
}

}  // namespace onthaal::workbook
