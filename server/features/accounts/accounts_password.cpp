#include "features/accounts/accounts_password.h"

#include <algorithm>
#include <array>
#include <functional>
#include <ranges>
#include <set>
#include <string>
#include <unordered_set>

#include "core/text.h"

namespace onthaal::accounts {

std::string_view common_passwords();  // one a line, a line break before and after each

namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c & 0x80) != 0;  // of ASCII, or part of another one
}

// Without the digits and signs at both ends.
std::string_view core_of(std::string_view text) {
  const auto* const first = std::ranges::find_if(text, is_letter);
  auto last = text.end();
  while (last != first && !is_letter(*(last - 1))) --last;
  return {first, last};
}

bool is_listed(std::string_view text) {
  static const std::unordered_set<std::string_view> all = [] {
    std::unordered_set<std::string_view> entries;
    for (const auto line : std::views::split(common_passwords(), '\n')) entries.emplace(line.begin(), line.end());
    return entries;
  }();
  return !text.empty() && all.contains(text);
}

// "p@ssw0rd": the letter that a digit or a sign stands for.
std::string in_letters(std::string_view text) {
  constexpr std::string_view kSigns = "@4301!5$7";
  constexpr std::string_view kLetters = "aaeoiisst";
  std::string out(text);
  for (char& c : out)
    if (const auto place = kSigns.find(c); place != std::string_view::npos) c = kLetters[place];
  return out;
}

std::string without_signs(std::string_view text) {
  std::string out(text);
  std::erase_if(out, [](char c) { return !is_letter(c) && (c < '0' || c > '9'); });
  return out;
}

// With none, some or all of the digits and signs at both ends: "1234567890qwe!!", "q1w2e3r4t5y61".
bool is_listed_at_heart(std::string_view text) {
  constexpr std::size_t kLongestEntry = 20;
  const std::string_view core = core_of(text);
  if (core.empty()) return is_listed(text) || is_listed(text.substr(0, text.size() - 1));
  const auto first = static_cast<std::size_t>(core.begin() - text.begin());
  for (std::size_t begin = 0; begin <= first; ++begin) {
    const std::size_t shortest = first + core.size() - begin;
    for (std::size_t size = shortest; size <= std::min(kLongestEntry, text.size() - begin); ++size) {
      const std::string_view piece = text.substr(begin, size);
      if (is_listed(piece) || is_listed(in_letters(piece))) return true;
    }
  }
  return false;
}

constexpr std::size_t kShortestPiece = 4;

// "abcabcabcabc", "geheimgeheimgeh": a piece of at most half of it, again and again.
bool repeats(std::string_view text) {
  if (text.size() < kShortestPiece) return false;
  for (std::size_t piece = 1; piece <= text.size() / 2; ++piece)
    if (text.substr(piece) == text.substr(0, text.size() - piece)) return true;
  return false;
}

// "ababbabaabba": three signs are no password, in whatever order.
bool has_few_signs(std::string_view text) {
  return std::set<char>(text.begin(), text.end()).size() < kShortestPiece;
}

// How many signs from the begin on follow each other on the keys (of QWERTY and AZERTY), in the alphabet or in the
// digits, either way.
std::size_t run_at_begin(std::string_view text) {
  constexpr std::array<std::string_view, 7> kRuns{"qwertyuiopasdfghjklzxcvbnm",
                                                  "azertyuiopqsdfghjklmwxcvbn",
                                                  "abcdefghijklmnopqrstuvwxyz",
                                                  "1234567890",
                                                  "147258369",
                                                  "1qaz2wsx3edc4rfv5tgb6yhn",
                                                  "1qay2wsx3edc4rfv5tgb6zhn"};
  std::size_t longest = 0;
  for (const std::string_view run : kRuns) {
    const std::string twice = std::string(run) + std::string(run);  // they go on where they began
    const std::string back(twice.rbegin(), twice.rend());
    const auto is_run = [&](std::size_t size) {
      return twice.contains(text.substr(0, size)) || back.contains(text.substr(0, size));
    };
    while (longest < std::min(text.size(), run.size()) && is_run(longest + 1)) ++longest;
  }
  return longest;
}

// "qwertyuiopas", "147258369147", "1234qwerasdf": nothing but such runs.
bool runs_on(std::string_view text) {
  constexpr std::size_t kShortestRun = 3;
  if (text.size() < kShortestPiece) return false;
  while (!text.empty()) {
    const std::size_t run = run_at_begin(text);
    if (run < std::min(kShortestRun, text.size())) return false;
    text.remove_prefix(run);
  }
  return true;
}

// Of "Els Peeters": itself, "els" and "peeters"; the longest of all of them first, as one stands in another.
std::vector<std::string> words_of(const std::vector<std::string>& names) {
  constexpr std::size_t kShortestWord = 3;
  std::vector<std::string> words;
  for (const std::string& name : names) {
    words.insert(words.end(), {ascii_lower(name), ""});
    for (const char c : ascii_lower(name))
      if (is_letter(c))
        words.back() += c;
      else
        words.emplace_back();
  }
  std::erase_if(words, [](const std::string& word) { return word.size() < kShortestWord; });
  std::ranges::sort(words, std::ranges::greater(), &std::string::size);
  return words;
}

// "els.peeters-thuis": a name, and too little beside it.
bool is_of_names(const std::string& text, const std::vector<std::string>& own) {
  constexpr std::size_t kEnoughBeside = 8;
  std::string rest = text;
  for (const std::string& word : words_of(own))
    for (auto at = rest.find(word); at != rest.npos; at = rest.find(word)) rest.replace(at, word.size(), " ");
  return rest != text && without_signs(core_of(rest)).size() < kEnoughBeside;
}

}  // namespace

bool is_too_common(const Redacted<std::string>& password, const std::vector<std::string>& own) {
  const std::string folded = ascii_lower(password.reveal());
  const std::string_view core = core_of(folded);
  const std::string plain = without_signs(folded);
  const auto is_same = [&](const std::string& name) { return !core.empty() && core == core_of(ascii_lower(name)); };
  return has_few_signs(folded) || repeats(folded) || repeats(plain) || repeats(core) || runs_on(plain) ||
         runs_on(core) || is_listed_at_heart(folded) || is_listed_at_heart(plain) ||
         std::ranges::any_of(own, is_same) || is_of_names(folded, own);
}

}  // namespace onthaal::accounts
