#pragma once

#include <string>

#include "features/accounts/accounts.h"
#include "platform/act/jobs.h"
#include "platform/http/route.h"
#include "platform/mail.h"

// How somebody comes to an account without a password that others have seen: a link that works once, for seven days,
// by mail or by hand; and, with the same means, to a new password. How staff leave is told here, too.
namespace onthaal::invitations {

struct Settings {
  mail::Settings mail;
  std::string public_url;  // where the links lead; empty: to the address that the page was asked at
};

// Makes the account of this invitation, with its roles. `not_found` when the token is of none that is open, or who made
// it may give these roles no longer.
Result<StaffId> accept(Tx& tx, const Redacted<std::string>& token, const std::string& login,
                       std::string_view password_hash, const accounts::Hooks& hooks = {});

// Who leaves invites nobody any more, has no mail address here and no link for a new password.
void forget(Tx& tx, StaffId staff);
// As accounts::Hooks: those invitations are revoked that this person could no longer make; and no link for a new
// password outlives one.
void on_less(Tx& tx, StaffId staff);
void on_new_password(Tx& tx, StaffId staff);

// Both outlive the routes.
http::Routes routes(const Settings& settings, const accounts::Hooks& hooks);

std::vector<jobs::JobKind> jobs();
void schedule_jobs(Tx& tx);  // at every start

}  // namespace onthaal::invitations
