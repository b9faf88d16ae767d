#include "platform/config.h"

#include <toml++/toml.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <map>
#include <set>

#include "core/split.h"
#include "core/text.h"

namespace onthaal::config {
namespace {

template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};

// A value as it was given. Only a file knows types; elsewhere everything is text.
struct Given {
  std::variant<std::string, std::int64_t, std::vector<std::string>> value;
  bool is_typed;
  std::string place;
};

std::string joined(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "" : ",") + item;
  return out;
}

std::vector<std::string> items_of(std::string_view text) {
  std::vector<std::string> items;
  for (const std::string& part : split(text, ','))
    if (const auto item = trimmed(part); !item.empty()) items.emplace_back(item);
  return items;
}

std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

class Reader {
 public:
  explicit Reader(const Sources& sources) : sources_(sources) {}

  Reading run() {
    from_environment();
    from_flags();
    const bool is_default_file = find_file();
    if (out_.file) from_file(is_default_file);
    for (const Setting& setting : settings()) settle(setting);
    check_together();
    return std::move(out_);
  }

 private:
  void mistake(std::string place, std::string problem) {
    out_.mistakes.push_back({std::move(place), std::move(problem)});
  }

  void unknown(const std::string& place, std::string_view name, std::string (*spell)(std::string_view)) {
    const std::string_view near = nearest_setting(name);
    mistake(place, "there is no setting " + spell(name) + (near.empty() ? "" : "; did you mean " + spell(near) + "?"));
  }

  static const Setting* find(std::string_view name) {
    const auto all = settings();
    const auto found = std::ranges::find(all, name, &Setting::name);
    return found == all.end() ? nullptr : &*found;
  }

  void from_environment() {
    for (const auto& [variable, text] : sources_.environment) {
      const auto all = settings();
      const auto found = std::ranges::find(all, variable, [](const Setting& s) { return variable_of(s.name); });
      if (found != all.end()) {
        environment_.insert_or_assign(std::string(found->name), Given{text, false, variable});
      } else if (const std::string name = as_name(variable); is_meant_as_setting(name)) {
        unknown(variable, name, variable_of);
      }
    }
  }

  static std::string as_name(std::string_view variable) {
    std::string name = ascii_lower(variable.substr(std::string_view("ONTHAAL_").size()));
    const std::size_t first = name.find('_');
    if (first != name.npos && is_section(name.substr(0, first))) name[first] = '.';
    return name;
  }
  static bool is_section(std::string_view word) {
    return std::ranges::any_of(settings(),
                               [&](const Setting& s) { return s.name.starts_with(std::string(word) + "."); });
  }
  // Other programs around us have variables of their own (ONTHAAL_PROBE_PASSWORD).
  static bool is_meant_as_setting(const std::string& name) {
    return name.find('.') != name.npos || !nearest_setting(name).empty();
  }

  void from_flags() {
    for (const auto& [name, text] : sources_.flags) {
      if (find(name) != nullptr)
        flags_.insert_or_assign(name, Given{text, false, "--" + name});
      else
        unknown("--" + name, name, [](std::string_view n) { return "--" + std::string(n); });
    }
  }

  // True when it is the one that lies in the data folder.
  bool find_file() {
    if (sources_.file) {
      out_.file = sources_.file;
      return false;
    }
    const Setting& data = *find("data");
    const Given* given = given_for(data.name);
    const std::string folder = given != nullptr ? std::get<std::string>(given->value) : data.derived(out_.config);
    const auto file = std::filesystem::path(folder) / "onthaal.toml";
    // Also one that leads nowhere or cannot be read: going on without its settings would be another house.
    std::error_code why;
    const auto found = std::filesystem::symlink_status(file, why);
    if (std::filesystem::exists(found)) out_.file = file;
    if (!std::filesystem::status_known(found)) mistake(file.string(), "cannot be looked at: " + why.message());
    return true;
  }

  void from_file(bool is_default_file) {
    const std::string name = out_.file->string();
    try {
      const toml::table table = toml::parse_file(name);
      walk(table, "", name);
    } catch (const toml::parse_error& error) {
      const auto line = error.source().begin.line;
      mistake(name + (line > 0 ? ":" + std::to_string(line) : ""), std::string(error.description()));
    }
    if (!is_default_file) return;
    if (const auto found = file_.find("data"); found != file_.end()) {
      mistake(found->second.place, "data cannot be set in the file that is found in the data folder");
      file_.erase(found);
    }
  }

  void walk(const toml::table& table, const std::string& prefix, const std::string& file) {
    for (const auto& [key, node] : table) {
      const std::string name = prefix + std::string(key.str());
      const std::string place = file + ":" + std::to_string(node.source().begin.line);
      if (const toml::table* inner = node.as_table(); inner != nullptr && find(name) == nullptr) {
        if (!prefix.empty() || !is_section(name))
          unknown(place, name, plain);
        else
          walk(*inner, name + ".", file);
      } else if (find(name) == nullptr) {
        unknown(place, name, plain);
      } else if (auto value = typed(node)) {
        file_.insert_or_assign(name, Given{std::move(*value), true, place});
      } else {
        mistake(place, name + " is not a text, a whole number or a list of texts");
      }
    }
  }
  static std::string plain(std::string_view name) { return std::string(name); }

  static std::optional<decltype(Given::value)> typed(const toml::node& node) {
    if (const auto* text = node.as_string()) return text->get();
    if (const auto* number = node.as_integer()) return number->get();
    const toml::array* array = node.as_array();
    if (array == nullptr) return std::nullopt;
    std::vector<std::string> items;
    for (const toml::node& item : *array) {
      if (!item.is_string()) return std::nullopt;
      items.push_back(item.as_string()->get());
    }
    return items;
  }

  const Given* given_for(std::string_view name) const {
    for (const auto* layer : {&flags_, &environment_, &file_})
      if (const auto found = layer->find(name); found != layer->end()) return &found->second;
    return nullptr;
  }

  void settle(const Setting& setting) {
    // A mistake in a place that is overruled elsewhere is still a mistake.
    for (const auto* layer : {&file_, &environment_, &flags_})
      if (const auto found = layer->find(setting.name); found != layer->end()) take(setting, found->second);
    const Given* given = given_for(setting.name);
    if (given == nullptr) {
      const std::string text =
          setting.derived != nullptr ? setting.derived(out_.config) : std::string(setting.fallback);
      take(setting, Given{text, false, "default"});
    }
    const std::string shown = is_secret(setting.name) ? hidden(value_of(setting)) : without_password(value_of(setting));
    out_.effective.push_back({setting.name, shown, given != nullptr ? given->place : "default"});
  }

  static bool is_secret(std::string_view name) { return name == "mail.password" || name == "oidc.client_secret"; }
  static std::string hidden(const std::string& value) { return value.empty() ? "" : "***"; }

  void take(const Setting& setting, const Given& given) {
    const std::string name(setting.name);
    std::visit(Overloaded{
                   [&](std::string* target) {
                     const auto* text = std::get_if<std::string>(&given.value);
                     if (text == nullptr) return mistake(given.place, name + " is not a text");
                     if (is_good(setting, given.place, *text)) *target = *text;
                   },
                   [&](std::int64_t* target) {
                     if (const auto number = take_number(setting, given)) *target = *number;
                   },
                   [&](std::chrono::seconds* target) {
                     if (const auto number = take_number(setting, given)) *target = std::chrono::seconds(*number);
                   },
                   [&](std::vector<std::string>* target) { take_list(setting, given, *target); },
               },
               setting.target(out_.config));
  }

  bool is_good(const Setting& setting, const std::string& place, const std::string& text) {
    const std::string problem = setting.check != nullptr ? setting.check(text) : "";
    if (!problem.empty()) mistake(place, std::string(setting.name) + " \"" + without_password(text) + "\" " + problem);
    return problem.empty();
  }

  std::optional<std::int64_t> take_number(const Setting& setting, const Given& given) {
    std::optional<std::int64_t> number;
    if (const auto* typed = std::get_if<std::int64_t>(&given.value)) number = *typed;
    if (const auto* text = std::get_if<std::string>(&given.value); text != nullptr && !given.is_typed)
      number = number_of(*text);
    const std::string name(setting.name);
    if (!number) {
      mistake(given.place, name + " is not a whole number");
    } else if (*number < setting.min || *number > setting.max) {
      mistake(given.place, name + " " + std::to_string(*number) + " is not between " + std::to_string(setting.min) +
                               " and " + std::to_string(setting.max));
      return std::nullopt;
    }
    return number;
  }

  void take_list(const Setting& setting, const Given& given, std::vector<std::string>& target) {
    const auto* typed = std::get_if<std::vector<std::string>>(&given.value);
    const auto* text = std::get_if<std::string>(&given.value);
    if (typed == nullptr && (text == nullptr || given.is_typed))
      return mistake(given.place, std::string(setting.name) + " is not a list of texts");
    auto items = typed != nullptr ? *typed : items_of(*text);
    const bool all_good = std::ranges::count_if(items, [&](const std::string& item) {
                            return !is_good(setting, given.place, item);
                          }) == 0;
    if (all_good) target = std::move(items);
  }

  std::string value_of(const Setting& setting) {
    return std::visit(Overloaded{[](const std::string* text) { return *text; },
                                 [](const std::int64_t* number) { return std::to_string(*number); },
                                 [](const std::chrono::seconds* time) { return std::to_string(time->count()); },
                                 [](const std::vector<std::string>* items) { return joined(*items); }},
                      setting.target(out_.config));
  }

  void check_together() {
    if (!out_.mistakes.empty()) return;
    const auto& live = out_.config.live;
    const Given* given = given_for("live.idle_limit");
    if (given == nullptr) given = given_for("live.ping_interval");
    if (live.idle_limit <= live.ping_interval)
      mistake(given != nullptr ? given->place : "default", "live.idle_limit is not longer than live.ping_interval");
    check_outside();
  }

  // What speaks with other servers needs more than one setting.
  void check_outside() {
    auto& mail = out_.config.mail;
    auto& oidc = out_.config.oidc;
    take_secret("mail.password_file", mail.password_file, mail.password);
    take_secret("oidc.client_secret_file", oidc.client_secret_file, oidc.client_secret);
    demand_with("mail.url", mail.url, "mail.from", mail.from);
    demand_with("mail.url", mail.url, "http.public_url", out_.config.http.public_url);
    demand_with("oidc.issuer", oidc.issuer, "oidc.client_id", oidc.client_id);
    demand_with("oidc.issuer", oidc.issuer, "http.public_url", out_.config.http.public_url);
    if (oidc.client_auth == "private_key_jwt")
      demand_with("oidc.issuer", oidc.issuer, "oidc.client_key_file", oidc.client_key_file);
    else
      demand_with("oidc.issuer", oidc.issuer, "oidc.client_secret", oidc.client_secret);
  }

  std::string place_of(std::string_view name) const {
    const Given* given = given_for(name);
    return given != nullptr ? given->place : "default";
  }
  // The first line of a file takes the place of the setting beside it.
  void take_secret(std::string_view name, const std::string& file, std::string& secret) {
    if (file.empty()) return;
    std::ifstream in(file);
    if (!std::getline(in, secret) || secret.empty())
      mistake(place_of(name), std::string(name) + " cannot be read, or is empty");
  }
  void demand_with(std::string_view name, const std::string& value, std::string_view other, const std::string& needed) {
    if (!value.empty() && needed.empty())
      mistake(place_of(name), std::string(name) + " needs " + std::string(other) + " as well");
  }

  const Sources& sources_;
  using Layer = std::map<std::string, Given, std::less<>>;
  Layer file_, environment_, flags_;
  Reading out_;
};

std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

Reading read(const Sources& sources) {
  return Reader(sources).run();
}

std::vector<std::pair<std::string, std::string>> environment() {
  std::vector<std::pair<std::string, std::string>> found;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view text = *variable;
    const std::size_t equals = text.find('=');
    if (text.starts_with("ONTHAAL_") && equals != text.npos)
      found.emplace_back(text.substr(0, equals), text.substr(equals + 1));
  }
  std::ranges::sort(found);
  return found;
}

std::string_view nearest_setting(std::string_view name) {
  const auto all = settings();
  const auto in_section = [&](const Setting& s) { return s.name.ends_with("." + std::string(name)); };
  if (std::ranges::count_if(all, in_section) == 1) return std::ranges::find_if(all, in_section)->name;
  const auto nearest = std::ranges::min_element(all, {}, [&](const Setting& s) { return distance(name, s.name); });
  return distance(name, nearest->name) <= std::max<std::size_t>(2, name.size() / 4) ? nearest->name
                                                                                    : std::string_view();
}

std::string variable_of(std::string_view name) {
  std::string out = "ONTHAAL_";
  for (const char c : name) out += c == '.' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

}  // namespace onthaal::config
