#include "features/sign_ons/sign_ons.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <functional>
#include <iterator>

#include "core/text.h"
#include "features/audit/audit.h"
#include "features/invitations/invitations.h"
#include "features/sign_ons/sign_ons_store.h"
#include "features/sign_ons/sign_ons_token.h"
#include "platform/json.h"
#include "platform/log.h"
#include "platform/name.h"
#include "platform/seal.h"

namespace onthaal::sign_ons {
namespace {

constexpr std::string_view kTidy = "sign_ons.tidy";
constexpr std::string_view kNoPassword = "-";  // no hash: no password is right
constexpr int kTries = 4;

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::string text_of(const boost::json::object& claims, std::string_view name, std::size_t most) {
  const auto* value = claims.if_contains(name);
  if (value == nullptr || !value->is_string()) return "";
  const std::string text(trimmed(std::string(value->get_string())));
  const auto length = utf8_length(text);
  return length && *length <= most && problem_of_name(text).empty() ? text : "";
}

std::string or_else(std::string first, const std::string& second) {
  return first.empty() ? second : std::move(first);
}

// A log-in name of what the provider calls somebody, without the domain of an address; the person never types it.
std::string login_of(const boost::json::object& claims) {
  std::string login;
  const std::string wanted =
      ascii_lower(or_else(text_of(claims, "preferred_username", 80), or_else(text_of(claims, "email", 80), "sso")));
  for (const char c : wanted.substr(0, wanted.find('@')))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-') login += c;
  login.resize(std::min<std::size_t>(login.size(), 70));
  return login.size() < 2 ? "sso" : login;
}

// Answered as a reply and not as a refusal: what was written before stays (roles that were taken).
Reply refuse(const char* why) {
  const Error error{
      Code::unauthenticated, "the provider knows you, this house does not let you in", {{"sign_on", why}}};
  return {error_row(error.code).http_status, json::error_body(error)};
}

bool counts_as_second(const std::vector<std::string>& counting, const boost::json::object& claims) {
  const auto is_counted = [&](const boost::json::value& value) {
    return value.is_string() && std::ranges::find(counting, std::string(value.get_string())) != counting.end();
  };
  const auto* way = claims.if_contains("acr");
  if (way != nullptr && is_counted(*way)) return true;
  const auto* means = claims.if_contains("amr");
  return means != nullptr && means->is_array() && std::ranges::any_of(means->get_array(), is_counted);
}

std::string random_hex(Random& random) {
  std::array<std::uint8_t, 4> bytes{};
  random.fill(bytes);
  return hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

// Under this log-in name, or when somebody has it under this one and something random: never under one that has to be
// looked for, however many people a provider calls nothing at all.
Result<StaffId> with_free_login(Tx& tx, const std::string& wanted,
                                const std::function<Result<StaffId>(const std::string&)>& add) {
  auto added = add(wanted);
  for (int tries = 1; tries < kTries && !added && added.error().code == Code::conflict; ++tries)
    added = add(wanted + "-" + random_hex(tx.random));
  return added;
}

// The alias is nothing of the person: visitors see it, and the provider tells who somebody really is. A coordinator
// gives a better one.
Result<StaffId> add_person(Tx& tx, const boost::json::object& claims) {
  const std::string parts = text_of(claims, "given_name", 40) + " " + text_of(claims, "family_name", 39);
  accounts::NewStaff staff{.login = login_of(claims),
                           .name = or_else(text_of(claims, "name", 80), std::string(trimmed(parts))),
                           .alias = "Medewerker " + std::to_string(store::count(tx.db) + 1)};
  if (staff.name.empty()) staff.name = staff.login;
  return with_free_login(tx, staff.login, [&](const std::string& login) -> Result<StaffId> {
    staff.login = login;
    const auto person = accounts::add(tx, staff, kNoPassword);
    if (!person) return std::unexpected(person.error());
    return person->id;
  });
}

bool is_last(db::Connection& db, StaffId staff, const accounts::RoleOnLine& role) {
  if (role.role == accounts::Role::administrator) return accounts::is_last_administrator(db, staff);
  if (role.role != accounts::Role::coordinator) return false;
  const auto line = lines::find_by_slug(db, role.slug);
  return line && accounts::has_role(db, staff, line->id, role.role) &&
         !accounts::has_other_coordinator(db, line->id, staff);
}

// A line or a centre that is not there gives nothing: that is said in the log, and does not keep anybody out. Nor does
// a rule leave the house without an administrator, or a line without a coordinator: a provider that once leaves the
// groups out would.
void apply_rules(Tx& tx, StaffId staff, const std::vector<Verdict>& verdicts, const accounts::Hooks& hooks) {
  for (const auto& [role, is_given] : verdicts) {
    if (!is_given && is_last(tx.db, staff, role)) {
      log::warning(role.role == accounts::Role::coordinator ? "sign_on.last_coordinator"
                                                            : "sign_on.last_administrator");
      continue;
    }
    const auto done = is_given ? accounts::give_role(tx, staff, role, std::nullopt, hooks)
                               : accounts::take_role(tx, staff, role, std::nullopt, hooks);
    if (!done) log::warning("sign_on.rule_failed", {{"role", log::ours(std::string(accounts::name_of(role.role)))}});
  }
}

}  // namespace

Result<Settings> settings_of(const config::Config& config) {
  const auto& oidc = config.oidc;
  if (oidc.issuer.empty()) return Settings{};
  auto rules = parse_rules(oidc.rules);
  if (!rules) return std::unexpected(std::move(rules.error()));
  std::string key;
  if (oidc.client_auth == "private_key_jwt") {
    std::ifstream in(oidc.client_key_file);
    key.assign(std::istreambuf_iterator<char>(in), {});
    const auto tried = make_assertion(key, oidc.client_id, oidc.issuer, 0, seal::system_random());
    if (!tried) return std::unexpected(tried.error());
  }
  return Settings{.issuer = oidc.issuer,
                  .name = oidc.name,
                  .client_id = oidc.client_id,
                  .client_secret = Redacted<std::string>(oidc.client_secret),
                  .client_key = Redacted<std::string>(std::move(key)),
                  .client_auth = oidc.client_auth,
                  .scopes = joined(oidc.scopes),
                  .acr_values = joined(oidc.acr_values),
                  .second_factor = oidc.second_factor,
                  .rules = *std::move(rules),
                  .is_only = oidc.only == "yes",
                  .redirect = config.http.public_url + "/welcome",
                  .after_logout = config.http.public_url + "/desk"};
}

Result<Reply> SignOns::open(Tx& tx, StaffId staff, const Back& back, const boost::json::object& claims) const {
  if (!accounts::find_person(tx.db, staff)) return refuse("disabled");
  apply_rules(tx, staff, judge(settings_.rules, claims), hooks_);
  if (!accounts::has_any_role(tx.db, staff)) return refuse("no_roles");
  const bool is_second = counts_as_second(settings_.second_factor, claims);
  if (second_ && !is_second)
    if (auto asked = second_(tx, staff, back.device)) return *std::move(asked);
  return accounts::open_session(tx, staff, back.device, sessions_,
                                is_second ? accounts::Shown::second : accounts::Shown::password);
}

Result<Reply> SignOns::finish(Tx& tx, const Back& back, const boost::json::object& claims) const {
  if (!store::spend(tx.db, seal::sha256(back.state), tx.now + kDay)) return refuse("expired");
  const std::string subject(claims.at("sub").as_string());
  if (const auto known = store::find(tx.db, settings_.issuer, subject)) {
    store::use(tx, settings_.issuer, subject);
    return open(tx, *known, back, claims);
  }
  const auto verdicts = judge(settings_.rules, claims);
  const bool is_invited = !back.invitation.reveal().empty();
  if (!is_invited && std::ranges::none_of(verdicts, &Verdict::is_given)) return refuse("no_roles");
  const auto accept = [&](const std::string& login) {
    return invitations::accept(tx, back.invitation, login, kNoPassword, hooks_);
  };
  const auto staff = is_invited ? with_free_login(tx, login_of(claims), accept) : add_person(tx, claims);
  if (!staff) return std::unexpected(staff.error());
  store::link(tx, settings_.issuer, subject, *staff);
  const auto person = accounts::find_person(tx.db, *staff);
  audit::record(tx, {.what = "sign_on.linked", .staff = *staff, .about = person->uuid});
  return open(tx, *staff, back, claims);
}

std::optional<Reply> refuse_own_way(db::Connection& db, const Settings& settings, StaffId staff) {
  if (!settings.is_on() || !settings.is_only || accounts::has_house_role(db, staff, accounts::Role::administrator))
    return std::nullopt;
  return refuse("only");
}

std::vector<jobs::JobKind> jobs() {
  return {{kTidy, [](Tx& tx, const jobs::Job& job) {
             store::forget_spent(tx.db, tx.now);
             jobs::later(tx, kTidy, job.key, tx.now + kDay);
           }}};
}

void schedule_jobs(Tx& tx) {
  jobs::later(tx, kTidy, "all", tx.now + kDay);
}

}  // namespace onthaal::sign_ons
