#include <arpa/inet.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>

#include "core/text.h"
#include "platform/config.h"

namespace onthaal::config {
namespace {

constexpr std::int64_t kMiB = 1 << 20;

bool is_ip(const std::string& text, int& bits) {
  std::array<unsigned char, 16> out{};
  bits = 32;
  if (::inet_pton(AF_INET, text.c_str(), out.data()) == 1) return true;
  bits = 128;
  return ::inet_pton(AF_INET6, text.c_str(), out.data()) == 1;
}

std::string check_address(const std::string& text) {
  int bits = 0;
  return is_ip(text, bits) ? "" : "is not an IP address";
}

std::string check_network(const std::string& text) {
  const std::size_t slash = text.find('/');
  int bits = 0;
  if (!is_ip(text.substr(0, slash), bits)) return "is not an IP address or network (10.0.0.0/8)";
  if (slash == text.npos) return "";
  int prefix = -1;
  const char* end = text.data() + text.size();
  const auto [stop, problem] = std::from_chars(text.data() + slash + 1, end, prefix);
  return problem == std::errc{} && stop == end && prefix >= 0 && prefix <= bits ? "" : "has a wrong prefix length";
}

std::string check_database(const std::string& text) {
  if (text.starts_with("sqlite:///") && text.size() > 10) return "";
  if (text.starts_with("postgresql://") || text.starts_with("postgres://")) return "";
  return "is not sqlite:///absolute/path.db or postgresql://...";
}

std::string check_public_url(const std::string& text) {
  if (text.empty()) return "";
  const std::size_t host = text.starts_with("https://") ? 8 : text.starts_with("http://") ? 7 : 0;
  if (host == 0 || text.size() == host) return "is not https://name or http://name";
  if (text.find_first_of("/?#@ ", host) != text.npos) return "has more than a name and a port; leave out what follows";
  return "";
}

std::string check_level(const std::string& text) {
  constexpr std::array known{"debug", "info", "warning", "error"};
  return std::ranges::find(known, text) != known.end() ? "" : "is not debug, info, warning or error";
}

std::string check_format(const std::string& text) {
  return text == "text" || text == "json" ? "" : "is not text or json";
}

std::string check_second_factor(const std::string& text) {
  constexpr std::array known{"off", "coordinators", "everyone"};
  return std::ranges::find(known, text) != known.end() ? "" : "is not off, coordinators or everyone";
}

std::string check_mail_url(const std::string& text) {
  if (text.empty()) return "";
  const bool is_mail = text.starts_with("smtp://") || text.starts_with("smtps://");
  const std::string rest = is_mail ? text.substr(text.find("//") + 2) : "";
  if (rest.empty() || rest.find_first_of("/?#@ ") != rest.npos) return "is not smtp://name:port or smtps://name:port";
  return "";
}

std::string check_mail_address(const std::string& text) {
  return text.empty() || is_mail_address(text) ? "" : "is not a mail address";
}

// What leaves this machine goes over TLS.
std::string check_issuer(const std::string& text) {
  if (text.empty()) return "";
  if (text.find_first_of("?#@ ") != text.npos) return "has more than an address and a path";
  if (text.starts_with("https://") && text.size() > 8) return "";
  return text.starts_with("http://") && is_on_loopback(text) ? "" : "is not https://...";
}

std::string check_client_auth(const std::string& text) {
  constexpr std::array known{"basic", "post", "private_key_jwt"};
  return std::ranges::find(known, text) != known.end() ? "" : "is not basic, post or private_key_jwt";
}

std::string check_yes(const std::string& text) {
  return text == "yes" || text == "no" ? "" : "is not yes or no";
}

std::string check_folder_name(const std::string& text) {
  return text.empty() ? "is empty" : "";
}

std::string default_data(const Config&) {
  const char* installed = "/var/lib/onthaal";
  return std::filesystem::is_directory(installed) && ::access(installed, W_OK) == 0 ? installed : "data";
}

std::string default_database(const Config& config) {
  return "sqlite://" + (std::filesystem::absolute(config.data).lexically_normal() / "onthaal.db").string();
}

// A build in a checkout serves the pages beside it.
std::string default_pages(const Config&) {
  std::error_code unreadable;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", unreadable);
  const auto built = (program.parent_path() / "../../web/dist").lexically_normal();
  return !unreadable && std::filesystem::is_directory(built) ? built.string() : "/usr/share/onthaal/pages";
}

#define TARGET(member) [](Config& config) -> Target { return &config.member; }

constexpr Setting kSettings[] = {
    {"data", "/var/lib/onthaal where it can be written, else ./data", 0, 0,
     "Folder with the database, the master key and the control socket.", TARGET(data), check_folder_name, default_data},
    {"database.url", "sqlite:///DATA/onthaal.db", 0, 0,
     "The database: sqlite:///absolute/path.db or postgresql://user:password@host/name.", TARGET(database.url),
     check_database, default_database},
    {"http.address", "127.0.0.1", 0, 0,
     "The address to listen on. The reverse proxy that does TLS is normally on the same machine.", TARGET(http.address),
     check_address},
    {"http.port", "8080", 0, 65535, "The port to listen on; 0 takes any free one and logs it.", TARGET(http.port)},
    {"http.public_url", "", 0, 0,
     "The address that people type, such as https://chat.example.org. Pages from anywhere else are refused. Empty: "
     "only http://localhost:PORT and http://127.0.0.1:PORT.",
     TARGET(http.public_url), check_public_url},
    {"http.trusted_proxies", "", 0, 0,
     "Addresses or networks of reverse proxies whose X-Forwarded-Proto, X-Forwarded-Host and X-Forwarded-For are "
     "believed.",
     TARGET(http.trusted_proxies), check_network},
    {"http.max_body", "65536", 1024, 64 * kMiB, "Largest body of a request, in bytes.", TARGET(http.max_body)},
    {"http.max_header", "16384", 1024, kMiB, "Largest header of a request, in bytes.", TARGET(http.max_header)},
    {"http.header_timeout", "10", 1, 300,
     "Seconds in which a new connection must say something, and the header of a request must be complete.",
     TARGET(http.header_timeout)},
    {"http.body_timeout", "30", 1, 3600, "Seconds in which the body of a request must be complete.",
     TARGET(http.body_timeout)},
    {"http.idle_timeout", "60", 1, 3600, "Seconds that a connection may stay open between requests.",
     TARGET(http.idle_timeout)},
    {"http.max_connections", "20000", 1, 1'000'000, "Connections at the same time; further ones are closed at once.",
     TARGET(http.max_connections)},
    {"http.requests_per_second", "20", 1, 10000,
     "Requests that one visitor, one logged-in browser of staff or one long poll may send a second, in the long run.",
     TARGET(http.requests_per_second)},
    {"http.burst", "200", 1, 100000, "Requests that each of them may send at once.", TARGET(http.burst)},
    {"live.max_frame", "16384", 1024, kMiB, "Largest frame that a page may send, in bytes.", TARGET(live.max_frame)},
    {"live.send_limit", "1048576", 16384, 64 * kMiB,
     "Bytes that may wait for a receiver that does not read; beyond that its socket is closed.",
     TARGET(live.send_limit)},
    {"live.ping_interval", "25", 1, 600, "Seconds between two signs of life asked of a page.",
     TARGET(live.ping_interval)},
    {"live.idle_limit", "60", 2, 3600, "Seconds without a sign of life after which a socket is closed.",
     TARGET(live.idle_limit)},
    {"live.hello_timeout", "10", 1, 300, "Seconds in which a new socket must say who it is.",
     TARGET(live.hello_timeout)},
    {"live.frames_per_second", "20", 1, 10000, "Frames that one page may send a second, in the long run.",
     TARGET(live.frames_per_second)},
    {"live.burst", "60", 1, 100000, "Frames that one page may send at once.", TARGET(live.burst)},
    {"engine.readers", "2", 1, 64, "Threads that read the database.", TARGET(engine.readers)},
    {"engine.workers", "1", 1, 64, "Threads of low priority, for hashing passwords.", TARGET(engine.workers)},
    {"engine.write_queue", "4096", 1, 1'000'000,
     "Changes that may wait for the writer; beyond that the answer is busy.", TARGET(engine.write_queue)},
    {"engine.group", "500", 1, 5000, "Changes in one transaction, at most.", TARGET(engine.group)},
    {"staff.session_hours", "12", 1, 744, "Hours after which staff must log in again.", TARGET(staff.session_hours)},
    {"staff.idle_minutes", "30", 5, 44640,
     "Minutes without a request after which staff must log in again. Being on duty keeps the desk logged in.",
     TARGET(staff.idle_minutes)},
    {"staff.second_factor", "coordinators", 0, 0,
     "Who needs a second factor beside the password: off (nobody), coordinators (and reviewers, administrators and "
     "auditors) or everyone. A line can ask it of its operators, too. Off is for tests and demonstrations.",
     TARGET(staff.second_factor), check_second_factor},
    {"staff.second_person_days", "7", 0, 365,
     "Days that an account must have been left alone by others (made, given a password or a role, its second step "
     "taken) before its owner counts as one of two who open a talk for the law. 0 is for tests and demonstrations.",
     TARGET(staff.second_person_days)},
    {"mail.url", "", 0, 0,
     "The mail server: smtp://name:587 (STARTTLS) or smtps://name:465. TLS is required, except on this machine itself."
     " Empty: no mail is sent, and the office shows links to be given by hand.",
     TARGET(mail.url), check_mail_url},
    {"mail.user", "", 0, 0, "Name to log in with at the mail server; empty: no log-in.", TARGET(mail.user)},
    {"mail.password", "", 0, 0, "Its password; better in mail.password_file or in the environment.",
     TARGET(mail.password)},
    {"mail.password_file", "", 0, 0, "File whose first line is the password.", TARGET(mail.password_file)},
    {"mail.from", "", 0, 0, "The address that mails come from. Required where mail.url is given.", TARGET(mail.from),
     check_mail_address},
    {"mail.name", "Onthaal", 0, 0, "The name beside that address.", TARGET(mail.name)},
    {"mail.ca_file", "", 0, 0, "Certificates to believe instead of the system's, as PEM.", TARGET(mail.ca_file)},
    {"oidc.issuer", "", 0, 0,
     "Single sign-on with OpenID Connect: the provider's issuer, exactly as its discovery document has it. Empty: off."
     " Needs http.public_url; register PUBLIC_URL/welcome as redirect address.",
     TARGET(oidc.issuer), check_issuer},
    {"oidc.name", "single sign-on", 0, 0, "How the log-in page names the provider: Aanmelden met NAME.",
     TARGET(oidc.name)},
    {"oidc.client_id", "", 0, 0, "As the provider registered us.", TARGET(oidc.client_id)},
    {"oidc.client_secret", "", 0, 0, "For basic and post; better in oidc.client_secret_file or in the environment.",
     TARGET(oidc.client_secret)},
    {"oidc.client_secret_file", "", 0, 0, "File whose first line is the secret.", TARGET(oidc.client_secret_file)},
    {"oidc.client_key_file", "", 0, 0, "For private_key_jwt: file with our private key as JWK.",
     TARGET(oidc.client_key_file)},
    {"oidc.client_auth", "basic", 0, 0, "How we prove who we are: basic, post or private_key_jwt.",
     TARGET(oidc.client_auth), check_client_auth},
    {"oidc.scopes", "openid,profile", 0, 0, "What is asked. Never more than was agreed with the provider.",
     TARGET(oidc.scopes)},
    {"oidc.acr_values", "", 0, 0, "Which ways of logging in are asked of the provider.", TARGET(oidc.acr_values)},
    {"oidc.second_factor", "", 0, 0,
     "Values of the claims acr or amr that count as a second factor here, such as mfa. Empty: none does.",
     TARGET(oidc.second_factor)},
    {"oidc.rules", "", 0, 0,
     "Which claims give which role, at each log-in: CLAIM contains VALUE => ROLE LINE [centre=UUID], CLAIM = VALUE =>"
     " administrator. `onthaal line places` lists the centres of a line with their UUID.",
     TARGET(oidc.rules)},
    {"oidc.only", "no", 0, 0, "yes: who is no administrator logs in by single sign-on only, and not with a password.",
     TARGET(oidc.only), check_yes},
    {"backup.dir", "", 0, 0, "Folder for backups, best on another disk. Empty: none are made.", TARGET(backup.dir)},
    {"backup.to", "", 0, 0,
     "File with the public key that backups are sealed to; `onthaal backup key` makes it. Only who has the secret key"
     " can read them: not this server.",
     TARGET(backup.to)},
    {"backup.every_hours", "0", 0, 720, "Hours between two backups that the running server makes; 0: none by itself.",
     TARGET(backup.every_hours)},
    {"backup.keep_hourly", "24", 0, 720,
     "Of so many hours the newest backup is kept. Whatever is to be kept, none becomes 60 days old: what was deleted is"
     " then gone from backups too.",
     TARGET(backup.keep_hourly)},
    {"backup.keep_daily", "14", 0, 59, "The same for days.", TARGET(backup.keep_daily)},
    {"backup.keep_weekly", "8", 0, 8, "The same for weeks.", TARGET(backup.keep_weekly)},
    {"backup.keep_monthly", "0", 0, 1, "The same for stretches of 30 days.", TARGET(backup.keep_monthly)},
    {"backup.verify", "1", 0, 1, "1: a backup is read again and examined once it is written; 0: it is not.",
     TARGET(backup.verify)},
    {"backup.pg_dump", "pg_dump", 0, 0, "PostgreSQL's program, of the server's version or later: a name or a path.",
     TARGET(backup.pg_dump)},
    {"backup.pg_restore", "pg_restore", 0, 0, "The same, for restoring.", TARGET(backup.pg_restore)},
    {"keys.command", "", 0, 0,
     "Where the master keys come from, instead of the file master.key: a program with its arguments, run without a"
     " shell, that prints the text of the ring. Nothing printed: there is none yet.",
     TARGET(keys.command)},
    {"keys.store_command", "", 0, 0,
     "The program that takes the text of a new ring on its standard input. Empty: keys.command with the argument "
     "store.",
     TARGET(keys.store_command)},
    {"keys.command_timeout", "30", 1, 600, "Seconds that either may take.", TARGET(keys.command_timeout)},
    {"keys.replace_days", "30", 0, 365,
     "Days after which the master key is replaced; 0: never, and then what was deleted stays readable in backups.",
     TARGET(keys.replace_days)},
    {"keys.destroy_days", "30", 0, 365,
     "Days after which a replaced master key is destroyed: until then, backups of its time can be restored.",
     TARGET(keys.destroy_days)},
    {"keys.escrow_to", "", 0, 0,
     "File with the public key that copies of the master keys are sealed to after each replacement; `onthaal backup "
     "key`"
     " makes one. Empty: no copy by itself.",
     TARGET(keys.escrow_to)},
    {"keys.escrow_dir", "", 0, 0, "Folder for these copies, best on another machine than the backups.",
     TARGET(keys.escrow_dir)},
    {"queue.most_talks", "2", 1, 10000,
     "Talks at once that a coordinator may give an operator, at most. More than 2 only for load tests.",
     TARGET(queue.most_talks)},
    {"visits.puzzle_bits", "10", 0, 18,
     "Against robots: how hard the puzzles are that a visitor's page solves before a visit; one more is twice the"
     " work, 0 asks none. While many come it grows by itself, by 4 at most.",
     TARGET(visits.puzzle_bits)},
    {"visits.unproven_per_minute", "20", 0, 100000,
     "Visits a minute that may start without solved puzzles, for phones that cannot.",
     TARGET(visits.unproven_per_minute)},
    {"clock.speed", "1", 1, 1000,
     "How much faster than people's time graces and jobs run. More than 1 is for tests and demonstrations only.",
     TARGET(clock.speed)},
    {"pages.dir", "web/dist of the checkout, else /usr/share/onthaal/pages", 0, 0, "Folder with the built pages.",
     TARGET(pages.dir), check_folder_name, default_pages},
    {"log.level", "info", 0, 0, "What is logged: debug, info, warning or error, and what is worse.", TARGET(log.level),
     check_level},
    {"log.format", "text", 0, 0, "One line an event: text or json.", TARGET(log.format), check_format},
};

#undef TARGET

}  // namespace

std::span<const Setting> settings() {
  return kSettings;
}

}  // namespace onthaal::config
