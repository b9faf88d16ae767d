#include <algorithm>

#include "core/csv_cell.h"
#include "features/extracts/extracts_file.h"
#include "platform/json.h"

namespace onthaal::extracts {
namespace {

constexpr std::size_t kPiece = 64 * 1024;

// Lines of text, in pieces large enough for the disk.
class Lines : public File {
 public:
  explicit Lines(std::shared_ptr<Download> download) : download_(std::move(download)) {}

  Result<void> add(std::span<const Row> rows) override {
    for (const Row& row : rows) {
      append(text_, row);
      if (text_.size() < kPiece) continue;
      if (auto written = flush(); !written) return written;
    }
    return {};
  }

  Result<std::shared_ptr<Download>> finish() override {
    if (auto written = flush(); !written) return std::unexpected(std::move(written.error()));
    return download_;
  }

 protected:
  virtual void append(std::string& text, const Row& row) const = 0;
  void begin(std::string_view text) { text_ = text; }

 private:
  Result<void> flush() {
    auto written = download_->write(text_);
    text_.clear();
    return written;
  }

  std::shared_ptr<Download> download_;
  std::string text_;
};

class Csv : public Lines {
 public:
  Csv(std::shared_ptr<Download> download, const wire::Meta& meta)
      : Lines(std::move(download)), separator_(meta.asked.separator) {
    std::string head = meta.asked.has_mark ? "\xef\xbb\xbf" : "";
    for (const About& column : columns()) {
      if (&column != &columns().front()) head += separator_;
      head += csv::cell(column.name, separator_);
    }
    begin(head + "\r\n");
  }

 private:
  void append(std::string& text, const Row& row) const override {
    for (std::size_t column = 0; column < kColumns; ++column) {
      if (column > 0) text += separator_;
      if (const auto* number = std::get_if<std::int64_t>(&row[column])) text += std::to_string(*number);
      if (const auto* words = std::get_if<std::string_view>(&row[column])) text += csv::cell(*words, separator_);
    }
    text += "\r\n";
  }

  char separator_;
};

class JsonLines : public Lines {
 public:
  JsonLines(std::shared_ptr<Download> download, const wire::Meta& meta) : Lines(std::move(download)) {
    begin(json::Out().raw("extract", wire::meta(meta)).str() + '\n');
  }

 private:
  static std::string list(std::string_view parts) {
    std::vector<std::string> all;
    for (const std::string_view part : parts_of(parts)) json::append_quoted(all.emplace_back(), part);
    return json::list(all);
  }

  static void append(json::Out& out, const About& column, const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      out.integer(column.name, *number);
    } else if (const auto* text = std::get_if<std::string_view>(&value)) {
      if (column.kind == Kind::list)
        out.raw(column.name, list(*text));
      else if (column.kind == Kind::flag)
        out.boolean(column.name, *text == "yes");
      else
        out.text(column.name, *text);
    } else {
      out.raw(column.name, column.kind == Kind::list ? "[]" : "null");
    }
  }

  void append(std::string& text, const Row& row) const override {
    json::Out out;
    for (std::size_t column = 0; column < kColumns; ++column) append(out, columns()[column], row[column]);
    text += out.str();
    text += '\n';
  }
};

template <class Made>
Result<std::unique_ptr<File>> make(const wire::Meta& meta, const std::filesystem::path& folder) {
  auto download = Download::make(folder);
  if (!download) return std::unexpected(std::move(download.error()));
  return std::make_unique<Made>(*std::move(download), meta);
}

}  // namespace

Result<std::unique_ptr<File>> make_csv(const wire::Meta& meta, const std::filesystem::path& folder) {
  return make<Csv>(meta, folder);
}

Result<std::unique_ptr<File>> make_json_lines(const wire::Meta& meta, const std::filesystem::path& folder) {
  return make<JsonLines>(meta, folder);
}

Result<std::unique_ptr<File>> make_file(const wire::Meta& meta, const std::filesystem::path& folder) {
  switch (meta.asked.format) {
    case wire::Format::csv:
      return make_csv(meta, folder);
    case wire::Format::xlsx:
      return make_book(meta, folder);
    case wire::Format::jsonl:
      return make_json_lines(meta, folder);
  }
  return make_csv(meta, folder);
}

}  // namespace onthaal::extracts
