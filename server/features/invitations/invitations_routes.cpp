#include "core/text.h"
#include "features/audit/audit.h"
#include "features/invitations/invitations.h"
#include "features/invitations/invitations_letters.h"
#include "features/invitations/invitations_wire.h"
#include "platform/json.h"
#include "platform/password.h"
#include "platform/seal.h"

namespace onthaal::invitations {
namespace {

constexpr Millis kInvited = 7 * kDay;
constexpr Millis kPasswordLink = kHour;
constexpr Millis kBetweenLinks = 5 * kMinute;
constexpr std::int64_t kMostLinks = 3;  // a day, and beyond that one once the last is over

Error not_there() {
  return {Code::not_found, "no such invitation", {}};
}

// A fresh secret, what is kept of it, and where it leads. In the fragment: no server and no log ever sees it.
struct Fresh {
  std::string token;
  store::Link link;
};
Fresh make_fresh(Tx& tx, Millis lasts) {
  std::string bytes(32, '\0');
  tx.random.fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
  std::string token = base64url(bytes);
  store::Link link{seal::token_hash(token), tx.now + lasts};
  return {std::move(token), std::move(link)};
}

struct Asked {
  Actor actor;
  std::string slug;
};
Asked asked(const http::Request& request) {
  return {request.actor, request.parts.at(0)};
}

// The coordinators of the line, and who administers the house.
Result<lines::Line> access(db::Connection& db, const Asked& asked) {
  return accounts::access_line_as(db, asked.actor, asked.slug,
                                  {accounts::Role::coordinator, accounts::Role::administrator});
}

Result<store::Invitation> access_invitation(db::Connection& db, const Asked& asked, const Uuid& uuid) {
  const auto line = access(db, asked);
  if (!line) return std::unexpected(line.error());
  auto found = store::find(db, line->id, uuid);
  if (!found) return std::unexpected(not_there());
  return *std::move(found);
}

Result<Uuid> invitation_of(const http::Request& request) {
  const auto uuid = Uuid::parse(request.parts.at(1));
  if (!uuid) return std::unexpected(not_there());
  return *uuid;
}

std::string path_of(const char* what, const std::string& token) {
  return std::string("/welcome#") + what + "=" + token;
}

// By mail where there is mail; else, once, in the answer: the page makes the whole link and shows it to give by hand.
Result<Reply> hand_out(Tx& tx, const Settings& settings, const store::Invitation& invitation, const Fresh& fresh,
                       const lines::Line& line, int status) {
  const std::string path = path_of("invitation", fresh.token);
  json::Out out;
  out.uuid("invitation", invitation.uuid);
  if (!settings.mail.is_on()) return Reply{status, out.text("path", path).str()};
  mails::Letter letter = letters::invitation(
      invitation.email, {invitation.name, invitation.invited_by, line.name, settings.public_url + path});
  letter.line = line.id;
  const Uuid mail = mails::send_later(tx, letter);
  store::set_mail(tx.db, invitation.id, mail);
  return Reply{status, out.maybe_text("path", std::nullopt).str()};
}

Result<Reply> invite(Tx& tx, const Settings& settings, const Asked& asked, const wire::Wanted& wanted) {
  const auto line = access(tx.db, asked);
  if (!line) return std::unexpected(line.error());
  if (store::find_by_email(tx.db, wanted.email) || store::has_open(tx.db, line->id, wanted.email, tx.now))
    return std::unexpected(Error{Code::conflict, "this address is in use, or invited already", {{"email", "taken"}}});
  const StaffId by = std::get<Staff>(asked.actor).staff;
  const Fresh fresh = make_fresh(tx, kInvited);
  const Uuid uuid = tx.new_uuid();
  store::insert(tx, uuid, {line->id, wanted.email, wanted.name, wanted.alias, wanted.discipline, wanted.roles, by},
                fresh.link);
  audit::record(tx, {.what = "invitation.made", .staff = by, .line = line->id, .about = uuid});
  return hand_out(tx, settings, store::find(tx.db, line->id, uuid).value(), fresh, *line, 201);
}

Result<Reply> resend(Tx& tx, const Settings& settings, const Asked& asked, const Uuid& uuid) {
  const auto invitation = access_invitation(tx.db, asked, uuid);
  if (!invitation) return std::unexpected(invitation.error());
  const Fresh fresh = make_fresh(tx, kInvited);
  if (!store::renew(tx.db, invitation->id, fresh.link)) return fail(Code::conflict, "it was accepted or revoked");
  audit::record(tx, {.what = "invitation.renewed",
                     .staff = std::get<Staff>(asked.actor).staff,
                     .line = invitation->line,
                     .about = uuid});
  return hand_out(tx, settings, *invitation, fresh, lines::find(tx.db, invitation->line).value(), 200);
}

Result<Reply> revoke(Tx& tx, const Asked& asked, const Uuid& uuid) {
  const auto invitation = access_invitation(tx.db, asked, uuid);
  if (!invitation) return std::unexpected(invitation.error());
  if (!store::revoke(tx.db, invitation->id)) return fail(Code::conflict, "it was accepted or revoked");
  audit::record(tx, {.what = "invitation.revoked",
                     .staff = std::get<Staff>(asked.actor).staff,
                     .line = invitation->line,
                     .about = uuid});
  return Reply{204, ""};
}

Result<Work> list(const Settings& settings, const http::Request& request) {
  return Read{"invitation.list", [&settings, asked = asked(request)](const Snapshot& snapshot) -> Result<Work> {
                const auto line = access(snapshot.db, asked);
                if (!line) return std::unexpected(line.error());
                return Reply{200,
                             wire::invitations(snapshot, store::all(snapshot.db, line->id), settings.mail.is_on())};
              }};
}

Result<Work> open(const http::Request& request) {
  const auto token = wire::parse_token(request.body);
  if (!token) return std::unexpected(token.error());
  return Read{"invitation.open", [hash = seal::token_hash(token->reveal())](const Snapshot& snapshot) -> Result<Work> {
                const auto found = store::find_open(snapshot.db, hash, snapshot.now);
                const auto line = found ? lines::find(snapshot.db, found->line) : std::nullopt;
                if (!line) return std::unexpected(not_there());
                return Reply{200, wire::opened(*found, line->name)};
              }};
}

// The token is looked at first: nobody else makes the server hash.
Result<Work> take(const http::Request& request, const accounts::Hooks& hooks) {
  auto wanted = wire::parse_accepted(request.body);
  if (!wanted) return std::unexpected(std::move(wanted.error()));
  const auto hash = [wanted = *wanted, &hooks]() -> Result<Work> {
    return Act{"invitation.accept", [wanted, hash = password::hash(wanted.password), &hooks](Tx& tx) -> Result<Reply> {
                 const auto staff = accept(tx, wanted.token, wanted.login, hash, hooks);
                 if (!staff) return std::unexpected(staff.error());
                 return Reply{204, ""};
               }};
  };
  return Read{"invitation.may_accept", [wanted = *wanted, hash](const Snapshot& snapshot) -> Result<Work> {
                const auto found = store::find_open(snapshot.db, seal::token_hash(wanted.token.reveal()), snapshot.now);
                if (!found) return std::unexpected(not_there());
                if (auto refused = accounts::refuse_password(snapshot.db, wanted.password,
                                                             {wanted.login, found->name, found->alias, found->email}))
                  return std::unexpected(*std::move(refused));
                return Prepare{"invitation.hash", hash};
              }};
}

// The next one that may be sent; nothing when there were enough. Anybody may ask for anybody, so who is sent none has
// one that works.
std::optional<store::Sent> next_link(db::Connection& db, StaffId staff, Millis now) {
  const auto before = store::links_of(db, staff);
  if (!before || now - before->counted_from >= kDay) return store::Sent{now, now, 1};
  const Millis since = now - before->last_at;
  if (since < kBetweenLinks || (before->count >= kMostLinks && since < kPasswordLink)) return std::nullopt;
  return store::Sent{now, before->counted_from, before->count + 1};
}

Result<Reply> send_link(Tx& tx, const Settings& settings, const Redacted<std::string>& who) {
  const auto found = settings.mail.is_on() ? store::find_reached(tx.db, who.reveal()) : std::nullopt;
  const auto next = found ? next_link(tx.db, found->staff, tx.now) : std::nullopt;
  if (!next) return Reply{204, ""};
  const Fresh fresh = make_fresh(tx, kPasswordLink);
  store::put_link(tx, found->staff, fresh.link, *next);
  mails::Letter letter =
      letters::new_password(found->email, found->name, settings.public_url + path_of("password", fresh.token));
  letter.staff = found->staff;
  mails::send_later(tx, letter);
  // One a day for each person: anybody may ask, without an end, and this log is kept for ever.
  if (next->count == 1)
    audit::record(tx, {.what = "password.link_sent", .about = accounts::find_person(tx.db, found->staff).value().uuid});
  return Reply{204, ""};
}

Result<Reply> put_password(Tx& tx, const Redacted<std::string>& token, const std::string& hash,
                           const accounts::Hooks& hooks) {
  const auto found = store::find_link(tx.db, seal::token_hash(token.reveal()), tx.now);
  if (!found || !store::drop_link(tx.db, found->staff)) return fail(Code::not_found, "no such link");
  const auto done = accounts::reset_password(tx, found->login, hash, hooks, found->staff);
  if (!done) return std::unexpected(done.error());
  return Reply{200, json::Out().text("login", found->login).str()};
}

Result<Work> choose_password(const http::Request& request, const accounts::Hooks& hooks) {
  const auto wanted = wire::parse_new_password(request.body);
  if (!wanted) return std::unexpected(wanted.error());
  const auto hash = [wanted = *wanted, &hooks]() -> Result<Work> {
    return Act{"password.put", [token = wanted.token, hash = password::hash(wanted.password), &hooks](Tx& tx) {
                 return put_password(tx, token, hash, hooks);
               }};
  };
  return Read{"password.may_put", [wanted = *wanted, hash](const Snapshot& snapshot) -> Result<Work> {
                const auto found = store::find_link(snapshot.db, seal::token_hash(wanted.token.reveal()), snapshot.now);
                const auto person = found ? accounts::find_person(snapshot.db, found->staff) : std::nullopt;
                if (!person) return fail(Code::not_found, "no such link");
                if (auto refused = accounts::refuse_password(snapshot.db, wanted.password,
                                                             {found->login, found->email, person->name, person->alias}))
                  return std::unexpected(*std::move(refused));
                return Prepare{"password.hash", hash};
              }};
}

Result<Work> show_email(const http::Request& request) {
  const auto* staff = std::get_if<Staff>(&request.actor);
  if (staff == nullptr) return fail(Code::unauthenticated, "no session");
  return Read{"email.show", [id = staff->staff](const Snapshot& snapshot) -> Result<Work> {
                return Reply{200, json::Out().maybe_text("email", store::email_of(snapshot.db, id)).str()};
              }};
}

// With it a new password can be had: so it asks for a fresh log-in, as other changes of the ways in do.
Result<Reply> put_email(Tx& tx, const Staff& staff, const std::optional<std::string>& email) {
  if (!accounts::is_proven(tx.db, staff, tx.now)) return std::unexpected(accounts::not_proven());
  const auto person = accounts::find_person(tx.db, staff.staff);
  if (!person) return fail(Code::unauthenticated, "no session");
  if (!email)
    store::drop_email(tx.db, staff.staff);
  else if (!store::put_email(tx.db, staff.staff, *email))
    return std::unexpected(Error{Code::conflict, "this address cannot be used here", {{"email", "taken"}}});
  store::drop_link(tx.db, staff.staff);
  audit::record(tx, {.what = "email.changed", .staff = staff.staff, .about = person->uuid});
  return Reply{204, ""};
}

Result<Work> change_email(const http::Request& request) {
  const auto* staff = std::get_if<Staff>(&request.actor);
  if (staff == nullptr) return fail(Code::unauthenticated, "no session");
  const auto email = wire::parse_email(request.body);
  if (!email) return std::unexpected(email.error());
  return Act{"email.change", [staff = *staff, email = *email](Tx& tx) { return put_email(tx, staff, email); }};
}

}  // namespace

http::Routes routes(const Settings& settings, const accounts::Hooks& hooks) {
  using http::Request;
  using http::Verb;
  const auto make = [&settings](const Request& request) -> Result<Work> {
    auto wanted = wire::parse_wanted(request.body);
    if (!wanted) return std::unexpected(std::move(wanted.error()));
    return Act{"invitation.make", [&settings, asked = asked(request), wanted = *std::move(wanted)](Tx& tx) {
                 return invite(tx, settings, asked, wanted);
               }};
  };
  const auto renew = [&settings](const Request& request) -> Result<Work> {
    const auto uuid = invitation_of(request);
    if (!uuid) return std::unexpected(uuid.error());
    return Act{"invitation.renew",
               [&settings, asked = asked(request), uuid = *uuid](Tx& tx) { return resend(tx, settings, asked, uuid); }};
  };
  const auto drop = [](const Request& request) -> Result<Work> {
    const auto uuid = invitation_of(request);
    if (!uuid) return std::unexpected(uuid.error());
    return Act{"invitation.revoke", [asked = asked(request), uuid = *uuid](Tx& tx) { return revoke(tx, asked, uuid); }};
  };
  const auto forgotten = [&settings](const Request& request) -> Result<Work> {
    const auto who = wire::parse_forgotten(request.body);
    if (!who) return std::unexpected(who.error());
    // Answered before anybody is looked for: neither the answer nor its time tells whether somebody is known so.
    return Act{"password.forgotten", [&settings, who = *who](Tx& tx) -> Result<Reply> {
                 tx.effects.emplace_back(follow_with(
                     Act{"password.send_link", [&settings, who](Tx& next) { return send_link(next, settings, who); }}));
                 return Reply{204, ""};
               }};
  };
  return {
      {Verb::get, "/api/lines/{slug}/invitations", [&settings](const Request& r) { return list(settings, r); }},
      {Verb::post, "/api/lines/{slug}/invitations", make},
      {Verb::post, "/api/lines/{slug}/invitations/{invitation}/renewal", renew},
      {Verb::del, "/api/lines/{slug}/invitations/{invitation}", drop},
      {Verb::post, "/api/invitation", open},
      {Verb::post, "/api/invitation/account", [&hooks](const Request& r) { return take(r, hooks); }},
      {Verb::post, "/api/password/forgotten", forgotten},
      {Verb::get, "/api/password/forgotten",
       [&settings](const Request&) -> Result<Work> {
         return Reply{200, json::Out().boolean("mail", settings.mail.is_on()).str()};
       }},
      {Verb::post, "/api/password", [&hooks](const Request& r) { return choose_password(r, hooks); }},
      {Verb::get, "/api/session/email", show_email},
      {Verb::put, "/api/session/email", change_email},
  };
}

}  // namespace onthaal::invitations
