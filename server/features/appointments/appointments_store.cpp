#include "features/appointments/appointments_store.h"

namespace onthaal::appointments::store {
namespace {

#define ONTHAAL_FREE \
  "s.is_gone = 0 and not exists (select 1 from appointment b where b.slot = s.id and b.state in ('booked', 'opened'))"
#define ONTHAAL_SLOT \
  "s.id, s.uuid, s.line, s.starts_at, s.ends_at, w.id, w.uuid, w.alias, case when " ONTHAAL_FREE " then 1 else 0 end"
#define ONTHAAL_APPOINTMENT                                                                                     \
  "select " ONTHAAL_SLOT                                                                                        \
  ", a.id, a.uuid, a.key, a.nickname, a.note, a.register, a.state, o.uuid, a.visit, a.conversation, a.partner," \
  " a.made_by, a.moves, o.line, p.uuid from appointment a join appointment_slot s on s.id = a.slot"             \
  " join conversation o on o.id = a.offered_in left join staff w on w.id = s.staff"                             \
  " left join partner p on p.id = a.partner "

constexpr db::Sql kHasSecondTalks{"line.has_second_talks", "select second_talks from line where id = :line"};
constexpr db::Sql kSetSecondTalks{"line.set_second_talks", "update line set second_talks = :on where id = :line"};

constexpr db::Sql kFindSlot{"appointment_slot.find", "select " ONTHAAL_SLOT
                                                     " from appointment_slot s left join staff w on w.id = s.staff"
                                                     " where s.uuid = :uuid and s.is_gone = 0"};
constexpr db::Sql kSlots{"appointment_slot.list",
                         "select " ONTHAAL_SLOT
                         " from appointment_slot s left join staff w on w.id = s.staff where s.line = :line"
                         " and s.ends_at > :after and s.is_gone = 0 order by s.starts_at, s.id"};
constexpr db::Sql kFreeSlots{"appointment_slot.free",
                             "select " ONTHAAL_SLOT
                             " from appointment_slot s left join staff w on w.id = s.staff where s.line = :line"
                             " and s.starts_at > :from and " ONTHAAL_FREE
                             " order by case when s.staff = :first then 0 else 1 end, s.starts_at, s.id limit 60"};
constexpr db::Sql kOverlaps{"appointment_slot.overlaps",
                            "select 1 from appointment_slot where line = :line and is_gone = 0"
                            " and coalesce(staff, 0) = :staff and starts_at < :ends_at and ends_at > :starts_at"};
constexpr db::Sql kInsertSlot{"appointment_slot.insert",
                              "insert into appointment_slot (uuid, line, starts_at, ends_at, staff)"
                              " values (:uuid, :line, :starts_at, :ends_at, :staff)"};
constexpr db::Sql kDropSlot{"appointment_slot.drop",
                            "update appointment_slot set is_gone = 1 where id = :id and is_gone = 0 and not exists"
                            " (select 1 from appointment b where b.slot = :id and b.state in ('booked', 'opened'))"
                            " returning id"};

constexpr db::Sql kDropSlotsOf{"appointment_slot.drop_of",
                               "update appointment_slot set is_gone = 1 where staff = :staff and starts_at > :now"
                               " and is_gone = 0 and not exists (select 1 from appointment b where"
                               " b.slot = appointment_slot.id and b.state in ('booked', 'opened'))"};
constexpr db::Sql kReleaseSlots{"appointment_slot.release",
                                "update appointment_slot set staff = null where staff = :staff and ends_at > :now"
                                " and is_gone = 0 returning line"};

constexpr db::Sql kFind{"appointment.find", ONTHAAL_APPOINTMENT "where a.uuid = :uuid"};
constexpr db::Sql kFindById{"appointment.find_by_id", ONTHAAL_APPOINTMENT "where a.id = :id"};
constexpr db::Sql kFindByCode{"appointment.find_by_code", ONTHAAL_APPOINTMENT "where a.code_hash = :hash"};
constexpr db::Sql kLatestIn{"appointment.latest_in",
                            ONTHAAL_APPOINTMENT "where a.offered_in = :conversation order by a.id desc limit 1"};
constexpr db::Sql kCodedIn{"appointment.coded_in", ONTHAAL_APPOINTMENT
                           "where a.offered_in = :conversation and a.code_hash is not null"
                           " order by a.id desc limit 1"};
constexpr db::Sql kOpenedAs{"appointment.opened_as", ONTHAAL_APPOINTMENT "where a.conversation = :conversation"};
constexpr db::Sql kFrom{"appointment.from", ONTHAAL_APPOINTMENT
                        "where s.line = :line and s.ends_at > :from and a.state in ('booked', 'opened', 'missed')"
                        " order by s.starts_at, a.id"};

constexpr db::Sql kIsExpected{
    "appointment.is_expected",
    "select 1 from appointment_slot s join appointment a on a.slot = s.id left join conversation c on"
    " c.id = a.conversation where s.line = :line and s.starts_at > :begins_after and s.starts_at <= :begins_by and"
    " s.ends_at > :ends_after and a.state in ('booked', 'opened') and (a.state = 'booked' or c.state in ('waiting',"
    " 'active')) limit 1"};

constexpr db::Sql kInsert{
    "appointment.insert",
    "insert into appointment (uuid, slot, key, nickname, note, register, state, offered_in, partner, made_by, made_at)"
    " values (:uuid, :slot, :key, :nickname, :note, :register, 'offered', :offered_in, :partner, :made_by, :now)"
    " on conflict do nothing returning id"};
constexpr db::Sql kChange{"appointment.change",
                          "update appointment set state = :to where id = :id and state = :from returning id"};
constexpr db::Sql kBook{"appointment.book",
                        "update appointment set state = 'booked' where id = :id and state = 'offered' and exists"
                        " (select 1 from appointment_slot s where s.id = appointment.slot and s.starts_at > :now"
                        " and " ONTHAAL_FREE ") returning id"};
constexpr db::Sql kMove{"appointment.move",
                        "update appointment set state = 'booked', slot = :slot, moves = moves + 1 where id = :id"
                        " and state in ('booked', 'missed') and exists (select 1 from appointment_slot s"
                        " where s.id = :slot and s.starts_at > :now and " ONTHAAL_FREE ") returning id"};
constexpr db::Sql kCancel{"appointment.cancel",
                          "update appointment set state = 'cancelled' where id = :id and state in ('booked', 'missed')"
                          " returning id"};
constexpr db::Sql kOpen{"appointment.open",
                        "update appointment set state = 'opened', visit = :visit where id = :id and state = 'booked'"
                        " returning id"};
constexpr db::Sql kSetConversation{"appointment.set_conversation",
                                   "update appointment set conversation = (select id from conversation where"
                                   " uuid = :conversation) where id = :id"};
constexpr db::Sql kHasCode{"appointment.has_code", "select 1 from appointment where code_hash = :hash"};
constexpr db::Sql kCodeOf{"appointment.code_of",
                          "select code_hash from appointment where id = :id and code_hash is not null"};
constexpr db::Sql kPutCode{"appointment.put_code", "update appointment set code_hash = :hash where id = :id"};
constexpr db::Sql kVoid{"appointment.void",
                        "update appointment set code_hash = null, nickname = :empty, note = null where id = :id"};
constexpr db::Sql kDestroyKey{"appointment.destroy_key", "update seal_key set wrapped = null where id = :key"};
#undef ONTHAAL_APPOINTMENT
#undef ONTHAAL_SLOT
#undef ONTHAAL_FREE

Slot slot_of(const db::Row& row) {
  return {.id = row.integer(0),
          .uuid = row.uuid(1),
          .line = {row.integer(2)},
          .starts_at = row.integer(3),
          .ends_at = row.integer(4),
          .worker = row.is_null(5) ? std::nullopt : std::optional(Worker{{row.integer(5)}, row.uuid(6), row.text(7)}),
          .is_free = row.integer(8) != 0};
}

Appointment appointment_of(const db::Row& row) {
  return {.id = row.integer(9),
          .uuid = row.uuid(10),
          .slot = slot_of(row),
          .key = row.integer(11),
          .nickname = row.text(12),
          .note = row.maybe_text(13),
          .language = row.text(14),
          .state = row.text(15),
          .offered_in = row.uuid(16),
          .visit = row.is_null(17) ? std::nullopt : std::optional(VisitId{row.integer(17)}),
          .conversation = row.is_null(18) ? std::nullopt : std::optional(ConversationId{row.integer(18)}),
          .partner = row.maybe_integer(19),
          .made_by = {row.integer(20)},
          .moves = row.integer(21),
          .offered_on = {row.integer(22)},
          .partner_uuid = row.maybe_uuid(23)};
}

std::optional<Appointment> first(const db::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return appointment_of(rows[0]);
}

std::vector<Slot> slots_of(const db::Rows& rows) {
  std::vector<Slot> all;
  for (const db::Row row : rows) all.push_back(slot_of(row));
  return all;
}

}  // namespace

bool has_second_talks(db::Connection& db, LineId line) {
  return db.run(kHasSecondTalks, {{"line", line}})[0].integer(0) != 0;
}

void set_second_talks(Tx& tx, LineId line, bool on) {
  tx.db.run(kSetSecondTalks, {{"line", line}, {"on", on}});
}

std::optional<Slot> find_slot(db::Connection& db, const Uuid& uuid) {
  const db::Rows rows = db.run(kFindSlot, {{"uuid", uuid}});
  if (rows.empty()) return std::nullopt;
  return slot_of(rows[0]);
}

std::vector<Slot> slots(db::Connection& db, LineId line, Millis ends_after) {
  return slots_of(db.run(kSlots, {{"line", line}, {"after", ends_after}}));
}

std::vector<Slot> free_slots(db::Connection& db, LineId line, Millis from, std::optional<StaffId> first) {
  return slots_of(db.run(kFreeSlots, {{"line", line}, {"from", from}, {"first", first}}));
}

bool insert_slot(Tx& tx, const NewSlot& slot) {
  if (!tx.db
           .run(kOverlaps, {{"line", slot.line},
                            {"staff", slot.worker.value_or(StaffId{0})},
                            {"starts_at", slot.starts_at},
                            {"ends_at", slot.ends_at}})
           .empty())
    return false;
  tx.db.run(kInsertSlot, {{"uuid", tx.new_uuid()},
                          {"line", slot.line},
                          {"starts_at", slot.starts_at},
                          {"ends_at", slot.ends_at},
                          {"staff", slot.worker}});
  return true;
}

bool drop_slot(Tx& tx, const Slot& slot) {
  return !tx.db.run(kDropSlot, {{"id", slot.id}}).empty();
}

std::optional<Appointment> find(db::Connection& db, const Uuid& uuid) {
  return first(db.run(kFind, {{"uuid", uuid}}));
}

std::optional<Appointment> find(db::Connection& db, std::int64_t id) {
  return first(db.run(kFindById, {{"id", id}}));
}

std::optional<Appointment> find_by_code(db::Connection& db, std::string_view hash) {
  return first(db.run(kFindByCode, {{"hash", db::Bytes{hash}}}));
}

std::optional<Appointment> latest_in(db::Connection& db, ConversationId conversation) {
  return first(db.run(kLatestIn, {{"conversation", conversation}}));
}

std::optional<Appointment> coded_in(db::Connection& db, ConversationId conversation) {
  return first(db.run(kCodedIn, {{"conversation", conversation}}));
}

std::optional<Appointment> opened_as(db::Connection& db, ConversationId conversation) {
  return first(db.run(kOpenedAs, {{"conversation", conversation}}));
}

std::vector<Appointment> from(db::Connection& db, LineId line, Millis from) {
  std::vector<Appointment> all;
  for (const db::Row row : db.run(kFrom, {{"line", line}, {"from", from}})) all.push_back(appointment_of(row));
  return all;
}

bool is_expected(db::Connection& db, LineId line, Millis begins_by, Millis ends_after) {
  return !db.run(kIsExpected, {{"line", line},
                               {"begins_after", ends_after - kLongestSlot},
                               {"begins_by", begins_by},
                               {"ends_after", ends_after}})
              .empty();
}

bool insert(Tx& tx, const NewAppointment& appointment) {
  std::optional<db::Bytes> note;
  if (appointment.note) note = db::Bytes{*appointment.note};
  return !tx.db
              .run(kInsert, {{"uuid", appointment.uuid},
                             {"slot", appointment.slot},
                             {"key", appointment.key},
                             {"nickname", db::Bytes{appointment.nickname}},
                             {"note", note},
                             {"register", appointment.language},
                             {"offered_in", appointment.offered_in},
                             {"partner", appointment.partner},
                             {"made_by", appointment.made_by},
                             {"now", tx.now}})
              .empty();
}

bool change(Tx& tx, std::int64_t id, std::string_view from, std::string_view to) {
  return !tx.db.run(kChange, {{"id", id}, {"from", from}, {"to", to}}).empty();
}

bool book(Tx& tx, const Appointment& appointment) {
  return !tx.db.run(kBook, {{"id", appointment.id}, {"now", tx.now}}).empty();
}

bool move(Tx& tx, const Appointment& appointment, const Slot& to) {
  return !tx.db.run(kMove, {{"id", appointment.id}, {"slot", to.id}, {"now", tx.now}}).empty();
}

bool cancel(Tx& tx, std::int64_t id) {
  return !tx.db.run(kCancel, {{"id", id}}).empty();
}

bool open(Tx& tx, std::int64_t id, VisitId visit) {
  return !tx.db.run(kOpen, {{"id", id}, {"visit", visit}}).empty();
}

void set_conversation(Tx& tx, std::int64_t id, const Uuid& conversation) {
  tx.db.run(kSetConversation, {{"id", id}, {"conversation", conversation}});
}

std::optional<std::string> code_of(db::Connection& db, std::int64_t id) {
  const db::Rows rows = db.run(kCodeOf, {{"id", id}});
  return rows.empty() ? std::nullopt : std::optional(rows[0].text(0));
}

bool put_code(Tx& tx, std::int64_t id, std::string_view hash) {
  if (!tx.db.run(kHasCode, {{"hash", db::Bytes{hash}}}).empty()) return false;
  tx.db.run(kPutCode, {{"id", id}, {"hash", db::Bytes{hash}}});
  return true;
}

std::vector<LineId> release_slots(Tx& tx, StaffId worker) {
  tx.db.run(kDropSlotsOf, {{"staff", worker}, {"now", tx.now}});
  std::vector<LineId> lines;
  for (const db::Row row : tx.db.run(kReleaseSlots, {{"staff", worker}, {"now", tx.now}}))
    lines.push_back({row.integer(0)});
  return lines;
}

void destroy(Tx& tx, const Appointment& appointment) {
  tx.db.run(kVoid, {{"id", appointment.id}, {"empty", db::Bytes{""}}});
  tx.db.run(kDestroyKey, {{"key", appointment.key}});
}

}  // namespace onthaal::appointments::store
