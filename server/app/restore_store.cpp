#include "app/restore_store.h"

#include <array>

namespace onthaal::app::store {
namespace {

constexpr std::array kClose{
    db::Sql{"restore.end_sessions", "delete from staff_session"},
    db::Sql{"restore.drop_tickets", "delete from ticket"},
    db::Sql{"restore.drop_links", "delete from password_link"},
    db::Sql{"restore.revoke_invitations",
            "update invitation set state = 'revoked', token_hash = null where state = 'open'"},
};

}  // namespace

void close_all_ways_in(db::Connection& db) {
  for (const db::Sql& each : kClose) db.run(each);
}

}  // namespace onthaal::app::store
