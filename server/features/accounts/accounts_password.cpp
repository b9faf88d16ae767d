#include "features/accounts/accounts_password.h"

#include <algorithm>
#include <array>
#include <string>

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

bool is_listed(std::string_view core) {
  return common_passwords().find("\n" + std::string(core) + "\n") != std::string_view::npos;
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

// "abcabcabcabc", "geheimgeheim": a piece of at most half of it, again and again.
bool repeats(std::string_view text) {
  const std::string twice = std::string(text) + std::string(text);
  return twice.find(text, 1) <= text.size() / 2;
}

// "qwertyuiopas", "147258369147": along the keys (of QWERTY and AZERTY), the alphabet or the digits, either way.
bool runs_on(std::string_view text) {
  constexpr std::array<std::string_view, 7> kRuns{"qwertyuiopasdfghjklzxcvbnm",
                                                  "azertyuiopqsdfghjklmwxcvbn",
                                                  "abcdefghijklmnopqrstuvwxyz",
                                                  "1234567890",
                                                  "147258369",
                                                  "1qaz2wsx3edc4rfv5tgb6yhn",
                                                  "1qay2wsx3edc4rfv5tgb6zhn"};
  constexpr std::size_t kShortest = 4;
  if (text.size() < kShortest) return false;
  const std::string back(text.rbegin(), text.rend());
  return std::ranges::any_of(kRuns, [&](std::string_view run) {
    std::string again;
    while (again.size() < run.size() + text.size()) again += run;
    return again.find(text) != std::string::npos || again.find(back) != std::string::npos;
  });
}

}  // namespace

bool is_too_common(const Redacted<std::string>& password, std::initializer_list<std::string_view> own) {
  const std::string folded = ascii_lower(password.reveal());
  const std::string_view core = core_of(folded);
  const std::string plain = without_signs(folded);
  const auto is_own = [&](std::string_view name) {
    const std::string lower = ascii_lower(name);
    return folded == lower || (!core.empty() && core == core_of(lower));
  };
  return repeats(folded) || repeats(plain) || runs_on(plain) || runs_on(core) || std::ranges::any_of(own, is_own) ||
         is_listed(core) || is_listed(folded) || is_listed(in_letters(core));
}

}  // namespace onthaal::accounts
