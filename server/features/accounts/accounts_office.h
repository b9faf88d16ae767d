#pragma once

#include "features/accounts/accounts_wire.h"

// What a coordinator does with the people of a line. All begin with the access: `not_found` for everybody else.
namespace onthaal::accounts::office {

// Who asks, and of which line.
struct Asked {
  Actor actor;
  std::string slug;
};

Result<Reply> add(Tx& tx, const Asked& asked, const wire::NewMember& member, const std::string& password,
                  const std::string& hash, const Hooks& hooks);
Result<Reply> change(Tx& tx, const Asked& asked, const Uuid& staff, const wire::MemberChange& wanted,
                     const Hooks& hooks);
// As accounts::access_member.
Result<store::Member> access_member(db::Connection& db, const Asked& asked, const Uuid& staff);

// 16 characters that nobody confuses on paper, 80 bits.
std::string make_password(Random& random);

}  // namespace onthaal::accounts::office
