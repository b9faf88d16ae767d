#include "load/report.h"

#include <fmt/core.h>

namespace load {

void Report::add(std::string_view name, std::string_view text) {
  figures_.emplace_back(name, fmt::format("\"{}\"", text));
}

void Report::add(std::string_view name, double value) {
  figures_.emplace_back(name, value == static_cast<double>(static_cast<std::int64_t>(value))
                                  ? fmt::format("{}", static_cast<std::int64_t>(value))
                                  : fmt::format("{:.3f}", value));
}

void Report::add(std::string_view name, const Percentiles& latency) {
  add(fmt::format("{}_count", name), static_cast<double>(latency.count));
  add(fmt::format("{}_p50_ms", name), latency.p50_ms);
  add(fmt::format("{}_p99_ms", name), latency.p99_ms);
  add(fmt::format("{}_max_ms", name), latency.max_ms);
}

int Report::print(const Ledger& ledger, bool as_json) const {
  std::string violations;
  for (const auto& [what, times] : ledger.violations()) {
    violations += fmt::format("{}\"{}\":{}", violations.empty() ? "" : ",", what, times);
  }
  if (as_json) {
    fmt::print("{{");
    for (const auto& [name, value] : figures_) fmt::print("\"{}\":{},", name, value);
    fmt::print("\"violations\":{{{}}}}}\n", violations);
  } else {
    for (const auto& [name, value] : figures_) fmt::print("{:<30} {}\n", name, value);
    fmt::print("{:<30} {}\n", "violations", violations.empty() ? "none" : violations);
  }
  return violations.empty() ? 0 : 1;
}

}  // namespace load
