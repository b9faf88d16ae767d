#include "app/restore_store.h"

namespace onthaal::app::store {
namespace {

constexpr db::Sql kEndSessions{"restore.end_sessions", "delete from staff_session"};

}  // namespace

void end_all_sessions(db::Connection& db) {
  db.run(kEndSessions);
}

}  // namespace onthaal::app::store
