#include "platform/key_place.h"

#include <sodium.h>

#include <mutex>

#include "platform/durable_file.h"
#include "platform/process.h"

namespace onthaal::seal {
namespace {

// A text that holds keys is wiped with its owner.
class Secret {
 public:
  explicit Secret(std::string text) : text_(std::move(text)) {}
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret() { sodium_memzero(text_.data(), text_.size()); }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace

std::string KeyPlace::name() const {
  return is_command() ? command.front() : file.string();
}

Result<Keyring> KeyPlace::load() const {
  if (!is_command()) return Keyring::read(file);
  auto printed = process::run({.argv = command, .limit = limit});
  if (!printed) return std::unexpected(std::move(printed.error()));
  const Secret ring(*std::move(printed));
  if (ring.text().empty()) return fail(Code::not_found, name() + " holds no keys");
  return Keyring::parse(ring.text(), "what " + name() + " prints");
}

Result<void> KeyPlace::store(const Keyring& ring) const {
  const Secret text(ring.text());
  if (is_command()) {
    std::vector<std::string> argv = store_command.empty() ? command : store_command;
    if (store_command.empty()) argv.emplace_back("store");
    const auto stored = process::run({.argv = argv, .input = text.text(), .limit = limit});
    if (!stored) return std::unexpected(stored.error());
  } else if (auto written = durable_file::replace(file, text.text()); !written) {
    return written;
  }
  const auto kept = load();
  if (!kept) return std::unexpected(kept.error());
  if (Secret(kept->text()).text() != text.text())
    return fail(Code::internal, name() + " gives back other keys than it was given");
  return {};
}

Result<Keyring> KeyPlace::change(const std::function<Result<Keyring>(const Result<Keyring>& kept)>& next) const {
  static std::mutex one_at_a_time;
  const std::scoped_lock lock(one_at_a_time);
  const auto kept = load();
  auto wanted = next(kept);
  if (!wanted || (kept && Secret(wanted->text()).text() == Secret(kept->text()).text())) return wanted;
  if (auto stored = store(*wanted); !stored) return std::unexpected(std::move(stored.error()));
  return wanted;
}

}  // namespace onthaal::seal
