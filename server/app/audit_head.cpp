#include "app/audit_head.h"

#include <fmt/format.h>

#include <charconv>

#include "app/doctor_store.h"
#include "core/text.h"
#include "platform/log.h"

namespace onthaal::app {

void log_head(db::Connection& db) {
  const audit::Head head = audit::head(db);
  log::info("audit.head", {{"number", head.number}, {"hash", log::ours(hex(head.hash))}});
}

std::optional<audit::Head> parse_head(std::string_view text) {
  audit::Head head;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), head.number);
  const auto at = static_cast<std::size_t>(end - text.data());
  if (problem != std::errc{} || head.number < 1 || at >= text.size() || text[at] != ':') return std::nullopt;
  auto hash = from_hex(text.substr(at + 1));
  if (!hash || hash->size() != 32) return std::nullopt;
  head.hash = *std::move(hash);
  return head;
}

Check check_audit(db::Connection& db, const seal::Keyring& keys) {
  const auto broken = audit::find_break(db, keys);
  std::vector<std::string> problems;
  if (broken) problems.push_back(fmt::format("entry {} is missing, or is not as it was written", *broken));
  const std::int64_t entries = audit::head(db).number;
  if (entries == 0 && store::has_logged_role(db))
    problems.emplace_back("it is empty, and the roles that people have are not in it: entries were removed");
  return {"audit", fmt::format("{} entries", entries), std::move(problems)};
}

Check check_head(const config::Config& config, const audit::Head& earlier) {
  const auto db = db::connect(config.database.url, db::Access::read);
  std::vector<std::string> problems;
  if (!audit::holds(*db, earlier))
    problems.push_back(fmt::format("entry {} is gone, or is another one than the server logged", earlier.number));
  return {"audit_head", fmt::format("entry {}", earlier.number), std::move(problems)};
}

}  // namespace onthaal::app
