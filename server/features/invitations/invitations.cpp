#include "features/invitations/invitations.h"

#include "core/text.h"
#include "features/audit/audit.h"
#include "features/invitations/invitations_store.h"
#include "platform/seal.h"

namespace onthaal::invitations {
namespace {

constexpr std::string_view kTidy = "invitations.tidy";
constexpr Millis kShown = 30 * kDay;  // after it was good

void record(Tx& tx, const std::vector<store::Revoked>& revoked) {
  for (const store::Revoked& each : revoked)
    audit::record(tx, {.what = "invitation.revoked", .line = each.line, .about = each.uuid});
}

}  // namespace

Result<StaffId> accept(Tx& tx, const Redacted<std::string>& token, const std::string& login,
                       std::string_view password_hash, const accounts::Hooks& hooks) {
  const auto invitation = store::find_open(tx.db, seal::token_hash(token.reveal()), tx.now);
  const auto line = invitation ? lines::find(tx.db, invitation->line) : std::nullopt;
  if (!line) return fail(Code::not_found, "no such invitation");
  if (login.contains('@') && login != invitation->email)
    return std::unexpected(Error{Code::invalid, "that is not your own address", {{"login", "not_allowed"}}});
  accounts::NewStaff staff{login, invitation->name, invitation->alias, invitation->discipline, {}};
  for (const accounts::Role role : invitation->roles) staff.roles.push_back({.slug = line->slug, .role = role});
  const auto person = accounts::add(tx, staff, password_hash, invitation->by, hooks);
  if (!person) return std::unexpected(person.error());
  if (!store::take(tx.db, invitation->id, person->id)) return fail(Code::not_found, "no such invitation");
  store::put_email(tx.db, person->id, invitation->email);
  audit::record(tx, {.what = "invitation.accepted", .staff = person->id, .line = line->id, .about = person->uuid});
  return person->id;
}

void forget(Tx& tx, StaffId staff) {
  record(tx, store::revoke_of(tx.db, staff));
  store::drop_email(tx.db, staff);
  store::drop_link(tx.db, staff);
}

void on_less(Tx& tx, StaffId staff) {
  record(tx, store::revoke_beyond(tx.db, staff));
  store::drop_link(tx.db, staff);
}

void on_new_password(Tx& tx, StaffId staff) {
  store::drop_link(tx.db, staff);
}

std::vector<jobs::JobKind> jobs() {
  return {{kTidy, [](Tx& tx, const jobs::Job& job) {
             store::forget_old(tx.db, tx.now - kShown);
             store::forget_links(tx.db, tx.now, tx.now - kDay);
             jobs::later(tx, kTidy, job.key, tx.now + kHour);
           }}};
}

void schedule_jobs(Tx& tx) {
  jobs::later(tx, kTidy, "all", tx.now + kHour);
}

}  // namespace onthaal::invitations
