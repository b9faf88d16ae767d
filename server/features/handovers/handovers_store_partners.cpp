#include "features/handovers/handovers_store.h"
#include "features/handovers/handovers_wire.h"

namespace onthaal::handovers::store {
namespace {

constexpr db::Sql kPartners{"partner.all",
                            "select p.id, p.uuid, p.name, p.about, p.privacy, p.target, t.slug, p.url, p.take_minutes"
                            " from partner p left join line t on t.id = p.target"
                            " where p.line = :line and p.is_gone = 0 order by p.position, p.id"};
constexpr db::Sql kFindPartner{
    "partner.find",
    "select p.id, p.uuid, p.name, p.about, p.privacy, p.target, t.slug, p.url, p.take_minutes"
    " from partner p left join line t on t.id = p.target"
    " where p.line = :line and p.uuid = :uuid and p.is_gone = 0"};
constexpr db::Sql kInsertPartner{
    "partner.insert",
    "insert into partner (uuid, line, target, name, about, privacy, url, take_minutes, position) values (:uuid, :line,"
    " :target, :name, :about, :privacy, :url, :take_minutes,"
    " (select coalesce(max(position), -1) + 1 from partner where line = :line))"};
constexpr db::Sql kUpdatePartner{
    "partner.update",
    "update partner set target = :target, name = :name, about = :about, privacy = :privacy, url = :url,"
    " take_minutes = :take_minutes where line = :line and uuid = :uuid and is_gone = 0"};
constexpr db::Sql kDropPartner{"partner.drop",
                               "update partner set is_gone = 1 where line = :line and uuid = :uuid and is_gone = 0"};
// A second talk that was greeted, or that nobody took, was agreed to.
constexpr db::Sql kCounted{
    "partner.counted",
    "select p.uuid, p.name, sum(case when h.kind <> 'booked' then 1 else 0 end),"
    " sum(case when h.state = 'refused' then 1 else 0 end), sum(case when h.second is not null or h.state = "
    "'not_taken' then 1 else 0 end),"
    " sum(case when h.state = 'greeted' then 1 else 0 end), sum(case when h.state = 'not_taken' then 1 else 0 end),"
    " sum(case when h.state = 'booked' then 1 else 0 end), sum(case when h.state = 'linked' then 1 else 0 end)"
    " from partner p left join handover h on h.partner = p.id and h.asked_at >= :from and h.asked_at < :until"
    " where p.line = :line group by p.id, p.uuid, p.name, p.position, p.is_gone"
    " having p.is_gone = 0 or count(h.id) > 0 order by p.position, p.id"};

Partner partner_of(const db::Row& row) {
  return {.id = {row.integer(0)},
          .uuid = row.uuid(1),
          .name = row.text(2),
          .about = row.maybe_text(3),
          .privacy = wire::parse_label(row.text(4)),
          .target = row.is_null(5) ? std::nullopt : std::optional(LineId{row.integer(5)}),
          .target_slug = row.maybe_text(6),
          .url = row.maybe_text(7),
          .take_minutes = row.integer(8)};
}

}  // namespace

std::vector<Partner> partners(db::Connection& db, LineId line) {
  std::vector<Partner> found;
  for (const db::Row row : db.run(kPartners, {{"line", line}})) found.push_back(partner_of(row));
  return found;
}

std::optional<Partner> find_partner(db::Connection& db, LineId line, const Uuid& uuid) {
  const db::Rows rows = db.run(kFindPartner, {{"line", line}, {"uuid", uuid}});
  if (rows.empty()) return std::nullopt;
  return partner_of(rows[0]);
}

Uuid insert_partner(Tx& tx, LineId line, const NewPartner& partner) {
  const Uuid uuid = tx.new_uuid();
  tx.db.run(kInsertPartner, {{"uuid", uuid},
                             {"line", line},
                             {"target", partner.target},
                             {"name", partner.name},
                             {"about", partner.about},
                             {"privacy", lines::label_json(partner.privacy)},
                             {"url", partner.url},
                             {"take_minutes", partner.take_minutes}});
  return uuid;
}

bool update_partner(db::Connection& db, LineId line, const Uuid& uuid, const NewPartner& partner) {
  return db.run(kUpdatePartner, {{"line", line},
                                 {"uuid", uuid},
                                 {"target", partner.target},
                                 {"name", partner.name},
                                 {"about", partner.about},
                                 {"privacy", lines::label_json(partner.privacy)},
                                 {"url", partner.url},
                                 {"take_minutes", partner.take_minutes}})
             .changed() > 0;
}

bool drop_partner(db::Connection& db, LineId line, const Uuid& uuid) {
  return db.run(kDropPartner, {{"line", line}, {"uuid", uuid}}).changed() > 0;
}

std::vector<Counted> counted(db::Connection& db, LineId line, Millis from, Millis until) {
  std::vector<Counted> found;
  for (const db::Row row : db.run(kCounted, {{"line", line}, {"from", from}, {"until", until}}))
    found.push_back({.partner = row.uuid(0),
                     .name = row.text(1),
                     .asked = row.integer(2),
                     .refused = row.integer(3),
                     .agreed = row.integer(4),
                     .greeted = row.integer(5),
                     .not_taken = row.integer(6),
                     .booked = row.integer(7),
                     .linked = row.integer(8)});
  return found;
}

}  // namespace onthaal::handovers::store
