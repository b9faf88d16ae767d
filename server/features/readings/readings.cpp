#include "features/readings/readings.h"

#include "features/readings/readings_store.h"

namespace onthaal::readings {

bool is_open_by_law(db::Connection& db, ConversationId conversation, StaffId staff, Millis now) {
  return store::is_open_by_law(db, conversation, staff, now);
}

bool is_confirmed_by_two(db::Connection& db, ConversationId conversation, Millis now) {
  return store::is_confirmed_by_two(db, conversation, now);
}

}  // namespace onthaal::readings
