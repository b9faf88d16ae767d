#include "features/invitations/invitations_store.h"

#include "platform/json.h"

namespace onthaal::invitations::store {
namespace {

#define ONTHAAL_INVITATION_COLUMNS                                                                              \
  "select i.id, i.uuid, i.line, i.email, i.name, i.alias, i.discipline, i.roles, s.name, i.invited_by, i.mail," \
  " i.made_at, i.expires_at, i.state from invitation i join staff s on s.id = i.invited_by "

// Who invited still coordinates that line, or administers the house.
#define ONTHAAL_MAY_INVITE(invitation)                                                             \
  " exists (select 1 from staff_role r join staff p on p.id = r.staff where r.staff = " invitation \
  ".invited_by and"                                                                                \
  " p.state = 'active' and (r.role = 'administrator' or (r.role = 'coordinator' and r.line = " invitation ".line)))"

constexpr db::Sql kFind{"invitation.find", ONTHAAL_INVITATION_COLUMNS "where i.uuid = :uuid and i.line = :line"};
constexpr db::Sql kFindOpen{
    "invitation.find_open", ONTHAAL_INVITATION_COLUMNS
    "where i.token_hash = :token_hash and i.state = 'open' and i.expires_at > :now and" ONTHAAL_MAY_INVITE("i")};
constexpr db::Sql kAll{"invitation.all",
                       ONTHAAL_INVITATION_COLUMNS "where i.line = :line order by i.id desc limit 200"};
#undef ONTHAAL_INVITATION_COLUMNS

constexpr db::Sql kInsert{
    "invitation.insert",
    "insert into invitation (uuid, line, token_hash, email, name, alias, discipline, roles, invited_by, made_at,"
    " expires_at, state) values (:uuid, :line, :token_hash, :email, :name, :alias, :discipline, :roles, :by, :now,"
    " :expires_at, 'open') returning id"};
constexpr db::Sql kSetMail{"invitation.set_mail", "update invitation set mail = :mail where id = :id"};
constexpr db::Sql kRenew{"invitation.renew",
                         "update invitation set token_hash = :token_hash, expires_at = :expires_at, mail = null"
                         " where id = :id and state = 'open'"};
constexpr db::Sql kRevoke{
    "invitation.revoke",
    "update invitation set state = 'revoked', token_hash = null where id = :id and state = 'open'"};
constexpr db::Sql kTake{"invitation.take",
                        "update invitation set state = 'accepted', token_hash = null, staff = :staff"
                        " where id = :id and state = 'open'"};
constexpr db::Sql kHasOpen{"invitation.has_open",
                           "select 1 from invitation where line = :line and email = :email and state = 'open'"
                           " and expires_at > :now"};
constexpr db::Sql kRevokeOf{"invitation.revoke_of",
                            "update invitation set state = 'revoked', token_hash = null where invited_by = :by"
                            " and state = 'open' returning line, uuid"};
constexpr db::Sql kRevokeBeyond{
    "invitation.revoke_beyond",
    "update invitation set state = 'revoked', token_hash = null where invited_by = :by and state = 'open' and"
    " not" ONTHAAL_MAY_INVITE("invitation") " returning line, uuid"};
#undef ONTHAAL_MAY_INVITE
constexpr db::Sql kForgetOld{"invitation.forget_old", "delete from invitation where expires_at < :before"};

constexpr db::Sql kByEmail{"staff_email.find", "select staff from staff_email where email = :email"};
constexpr db::Sql kReached{"staff_email.reached",
                           "select s.id, s.login, s.name, e.email from staff_email e join staff s on s.id = e.staff"
                           " where (s.login = :who or e.email = :who) and s.state = 'active'"
                           " order by case when e.email = :who then 0 else 1 end limit 1"};
constexpr db::Sql kIsLoginOfOther{"staff_email.is_login_of_other",
                                  "select 1 from staff where login = :email and id <> :staff"};
constexpr db::Sql kEmailOf{"staff_email.of", "select email from staff_email where staff = :staff"};
constexpr db::Sql kDropEmail{"staff_email.drop", "delete from staff_email where staff = :staff"};
constexpr db::Sql kPutEmail{"staff_email.put",
                            "insert into staff_email (staff, email) values (:staff, :email)"
                            " on conflict do nothing returning staff"};

constexpr db::Sql kLinksOf{"password_link.of",
                           "select made_at, counted_from, sent from password_link where staff = :staff"};
constexpr db::Sql kPutLink{"password_link.put",
                           "insert into password_link (staff, token_hash, made_at, expires_at, counted_from, sent)"
                           " values (:staff, :token_hash, :at, :expires_at, :counted_from, :sent)"
                           " on conflict (staff) do update set token_hash = excluded.token_hash,"
                           " made_at = excluded.made_at, expires_at = excluded.expires_at,"
                           " counted_from = excluded.counted_from, sent = excluded.sent"};
constexpr db::Sql kFindLink{
    "password_link.find",
    "select s.id, s.login, s.name, coalesce(e.email, '') from password_link p join staff s on s.id = p.staff"
    " left join staff_email e on e.staff = s.id where p.token_hash = :token_hash and p.expires_at > :now"
    " and s.state = 'active'"};
constexpr db::Sql kForgetLinks{"password_link.forget",
                               "delete from password_link where expires_at <= :now and counted_from <= :counted"};
constexpr db::Sql kDropLink{"password_link.drop", "delete from password_link where staff = :staff"};

std::string roles_json(const std::vector<accounts::Role>& roles) {
  std::vector<std::string> items;
  for (const accounts::Role role : roles) json::append_quoted(items.emplace_back(), accounts::name_of(role));
  return json::list(items);
}

std::vector<accounts::Role> roles_of(const std::string& text) {
  std::vector<accounts::Role> roles;
  const boost::json::value all = boost::json::parse(text);
  for (const auto& each : all.as_array())
    if (const auto role = accounts::find_role(std::string_view(each.as_string()))) roles.push_back(*role);
  return roles;
}

Invitation invitation_of(const db::Row& row) {
  return {.id = row.integer(0),
          .uuid = row.uuid(1),
          .line = {row.integer(2)},
          .email = row.text(3),
          .name = row.text(4),
          .alias = row.text(5),
          .discipline = row.maybe_text(6),
          .roles = roles_of(row.text(7)),
          .invited_by = row.text(8),
          .by = {row.integer(9)},
          .mail = row.maybe_uuid(10),
          .made_at = row.integer(11),
          .expires_at = row.integer(12),
          .state = row.text(13)};
}

std::optional<Invitation> first(const db::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return invitation_of(rows[0]);
}

std::vector<Revoked> revoked(const db::Rows& rows) {
  std::vector<Revoked> all;
  for (const db::Row row : rows) all.push_back({{row.integer(0)}, row.uuid(1)});
  return all;
}

std::optional<Reached> reached(const db::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return Reached{{rows[0].integer(0)}, rows[0].text(1), rows[0].text(2), rows[0].text(3)};
}

}  // namespace

std::int64_t insert(Tx& tx, const Uuid& uuid, const New& wanted, const Link& link) {
  return tx.db
      .run(kInsert, {{"uuid", uuid},
                     {"line", wanted.line},
                     {"token_hash", db::Bytes{link.token_hash}},
                     {"email", wanted.email},
                     {"name", wanted.name},
                     {"alias", wanted.alias},
                     {"discipline", wanted.discipline},
                     {"roles", roles_json(wanted.roles)},
                     {"by", wanted.by},
                     {"now", tx.now},
                     {"expires_at", link.expires_at}})[0]
      .integer(0);
}

void set_mail(db::Connection& db, std::int64_t id, const Uuid& mail) {
  db.run(kSetMail, {{"id", id}, {"mail", mail}});
}

bool renew(db::Connection& db, std::int64_t id, const Link& link) {
  return db.run(kRenew, {{"id", id}, {"token_hash", db::Bytes{link.token_hash}}, {"expires_at", link.expires_at}})
             .changed() > 0;
}

bool revoke(db::Connection& db, std::int64_t id) {
  return db.run(kRevoke, {{"id", id}}).changed() > 0;
}

bool take(db::Connection& db, std::int64_t id, StaffId staff) {
  return db.run(kTake, {{"id", id}, {"staff", staff}}).changed() > 0;
}

std::optional<Invitation> find(db::Connection& db, LineId line, const Uuid& uuid) {
  return first(db.run(kFind, {{"uuid", uuid}, {"line", line}}));
}

std::optional<Invitation> find_open(db::Connection& db, std::string_view token_hash, Millis now) {
  return first(db.run(kFindOpen, {{"token_hash", db::Bytes{token_hash}}, {"now", now}}));
}

std::vector<Invitation> all(db::Connection& db, LineId line) {
  std::vector<Invitation> found;
  for (const db::Row row : db.run(kAll, {{"line", line}})) found.push_back(invitation_of(row));
  return found;
}

bool has_open(db::Connection& db, LineId line, std::string_view email, Millis now) {
  return !db.run(kHasOpen, {{"line", line}, {"email", email}, {"now", now}}).empty();
}

std::vector<Revoked> revoke_of(db::Connection& db, StaffId by) {
  return revoked(db.run(kRevokeOf, {{"by", by}}));
}

std::vector<Revoked> revoke_beyond(db::Connection& db, StaffId by) {
  return revoked(db.run(kRevokeBeyond, {{"by", by}}));
}

void forget_old(db::Connection& db, Millis before) {
  db.run(kForgetOld, {{"before", before}});
}

void forget_links(db::Connection& db, Millis now, Millis counted_until) {
  db.run(kForgetLinks, {{"now", now}, {"counted", counted_until}});
}

std::optional<StaffId> find_by_email(db::Connection& db, std::string_view email) {
  const db::Rows rows = db.run(kByEmail, {{"email", email}});
  if (rows.empty()) return std::nullopt;
  return StaffId{rows[0].integer(0)};
}

std::optional<Reached> find_reached(db::Connection& db, std::string_view login_or_email) {
  return reached(db.run(kReached, {{"who", login_or_email}}));
}

std::optional<std::string> email_of(db::Connection& db, StaffId staff) {
  const db::Rows rows = db.run(kEmailOf, {{"staff", staff}});
  if (rows.empty()) return std::nullopt;
  return rows[0].text(0);
}

bool put_email(db::Connection& db, StaffId staff, std::string_view email) {
  if (email_of(db, staff) == email) return true;
  if (find_by_email(db, email) || !db.run(kIsLoginOfOther, {{"staff", staff}, {"email", email}}).empty()) return false;
  drop_email(db, staff);
  return !db.run(kPutEmail, {{"staff", staff}, {"email", email}}).empty();
}

void drop_email(db::Connection& db, StaffId staff) {
  db.run(kDropEmail, {{"staff", staff}});
}

std::optional<Sent> links_of(db::Connection& db, StaffId staff) {
  const db::Rows rows = db.run(kLinksOf, {{"staff", staff}});
  if (rows.empty()) return std::nullopt;
  return Sent{rows[0].integer(0), rows[0].integer(1), rows[0].integer(2)};
}

void put_link(Tx& tx, StaffId staff, const Link& link, const Sent& sent) {
  tx.db.run(kPutLink, {{"staff", staff},
                       {"token_hash", db::Bytes{link.token_hash}},
                       {"at", sent.last_at},
                       {"expires_at", link.expires_at},
                       {"counted_from", sent.counted_from},
                       {"sent", sent.count}});
}

std::optional<Reached> find_link(db::Connection& db, std::string_view token_hash, Millis now) {
  return reached(db.run(kFindLink, {{"token_hash", db::Bytes{token_hash}}, {"now", now}}));
}

bool drop_link(db::Connection& db, StaffId staff) {
  return db.run(kDropLink, {{"staff", staff}}).changed() > 0;
}

}  // namespace onthaal::invitations::store
