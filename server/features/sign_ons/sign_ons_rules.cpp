#include "features/sign_ons/sign_ons_rules.h"

#include <algorithm>

#include "core/text.h"

namespace onthaal::sign_ons {
namespace {

std::unexpected<Error> wrong(std::string_view text, const std::string& why) {
  return fail(Code::invalid, "the rule \"" + std::string(text) + "\" " + why);
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  while (!(text = trimmed(text)).empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    words.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return words;
}

std::string_view needs(accounts::Scope scope) {
  switch (scope) {
    case accounts::Scope::house:
      return "gives a role of the house, which takes no line";
    case accounts::Scope::line:
      return "gives a role of a line: ROLE LINE";
    case accounts::Scope::centre:
      return "gives a role of a centre: ROLE LINE centre=UUID";
  }
  return "";
}

Result<accounts::RoleOnLine> parse_role(std::string_view whole, std::string_view text) {
  const auto words = words_of(text);
  const auto role = words.empty() ? std::nullopt : accounts::find_role(words[0]);
  if (!role) return wrong(whole, "gives no role that there is");
  const accounts::Scope scope = accounts::scope_of(*role);
  const std::size_t count = scope == accounts::Scope::house ? 1 : scope == accounts::Scope::line ? 2 : 3;
  if (words.size() != count) return wrong(whole, std::string(needs(scope)));
  accounts::RoleOnLine given{.slug = count > 1 ? words[1] : "", .role = *role};
  if (count > 1 && !lines::is_slug(given.slug)) return wrong(whole, "names no line");
  if (count < 3) return given;
  if (words[2].starts_with("centre=")) given.centre = Uuid::parse(std::string_view(words[2]).substr(7));
  if (!given.centre) return wrong(whole, std::string(needs(scope)));
  return given;
}

const boost::json::value* find_claim(const boost::json::object& claims, std::string_view path) {
  if (const auto* found = claims.if_contains(path)) return found;
  const std::size_t dot = path.find('.');
  if (dot == path.npos) return nullptr;
  const auto* inner = claims.if_contains(path.substr(0, dot));
  return inner != nullptr && inner->is_object() ? find_claim(inner->get_object(), path.substr(dot + 1)) : nullptr;
}

bool is_same(const boost::json::value& value, const std::string& text) {
  if (value.is_string()) return value.get_string() == text;
  if (value.is_int64() || value.is_bool()) return boost::json::serialize(value) == text;
  return false;
}

}  // namespace

Result<Rule> parse_rule(std::string_view text) {
  if (!utf8_length(text) || text.size() > 1000) return fail(Code::invalid, "a rule is not readable");
  const std::size_t arrow = text.find("=>");
  if (arrow == text.npos) return wrong(text, "has no => between claim and role");
  const std::string_view left = trimmed(text.substr(0, arrow));
  const std::size_t claim_end = left.find(' ');
  const std::string_view rest = claim_end == left.npos ? "" : trimmed(left.substr(claim_end));
  const bool is_list = rest.starts_with("contains ");
  if (!is_list && !rest.starts_with("= ")) return wrong(text, "is not CLAIM contains VALUE or CLAIM = VALUE");
  Rule rule{.claim = std::string(left.substr(0, claim_end)),
            .is_list = is_list,
            .value = std::string(trimmed(rest.substr(is_list ? 9 : 2)))};
  if (rule.value.empty()) return wrong(text, "has no value");
  auto role = parse_role(text, text.substr(arrow + 2));
  if (!role) return std::unexpected(std::move(role.error()));
  rule.role = *std::move(role);
  return rule;
}

Result<std::vector<Rule>> parse_rules(const std::vector<std::string>& texts) {
  std::vector<Rule> rules;
  for (const std::string& text : texts) {
    auto rule = parse_rule(text);
    if (!rule) return std::unexpected(std::move(rule.error()));
    rules.push_back(*std::move(rule));
  }
  return rules;
}

bool holds(const Rule& rule, const boost::json::object& claims) {
  const auto* value = find_claim(claims, rule.claim);
  if (value == nullptr) return false;
  if (!rule.is_list) return is_same(*value, rule.value);
  const auto* list = value->if_array();
  return list != nullptr && std::ranges::any_of(*list, [&](const auto& each) { return is_same(each, rule.value); });
}

std::vector<Verdict> judge(const std::vector<Rule>& rules, const boost::json::object& claims) {
  std::vector<Verdict> verdicts;
  for (const Rule& rule : rules) {
    const bool is_given = holds(rule, claims);
    const auto same = std::ranges::find(verdicts, rule.role, &Verdict::role);
    if (same == verdicts.end())
      verdicts.push_back({rule.role, is_given});
    else
      same->is_given = same->is_given || is_given;
  }
  return verdicts;
}

}  // namespace onthaal::sign_ons
