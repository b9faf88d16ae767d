#include "platform/name.h"

#include <algorithm>
#include <array>
#include <boost/regex/pending/unicode_iterator.hpp>

#include "core/text.h"

namespace onthaal {
namespace {

struct Range {
  char32_t first, last;
};

// Controls, marks of direction, and what takes no room: with these one name looks like another.
constexpr std::array<Range, 11> kMisleading{{{0x00, 0x1f},
                                             {0x7f, 0x9f},
                                             {0xad, 0xad},
                                             {0x61c, 0x61c},
                                             {0x180e, 0x180e},
                                             {0x200b, 0x200b},
                                             {0x200e, 0x200f},
                                             {0x2028, 0x202e},
                                             {0x2060, 0x206f},
                                             {0xfeff, 0xfeff},
                                             {0xe0000, 0xe007f}}};
// Spaces, and what only joins or varies its neighbours: good between letters, nothing by themselves.
constexpr std::array<Range, 16> kUnseen{{{0x20, 0x20},
                                         {0xa0, 0xa0},
                                         {0x34f, 0x34f},
                                         {0x115f, 0x1160},
                                         {0x1680, 0x1680},
                                         {0x17b4, 0x17b5},
                                         {0x180b, 0x180f},
                                         {0x2000, 0x200d},
                                         {0x202f, 0x202f},
                                         {0x205f, 0x205f},
                                         {0x2800, 0x2800},
                                         {0x3000, 0x3000},
                                         {0x3164, 0x3164},
                                         {0xfe00, 0xfe0f},
                                         {0xffa0, 0xffa0},
                                         {0xe0100, 0xe01ef}}};

bool is_in(const auto& ranges, char32_t point) {
  return std::ranges::any_of(ranges, [&](const Range& range) { return point >= range.first && point <= range.last; });
}

}  // namespace

std::string_view problem_of_name(std::string_view name) {
  using Points = boost::u8_to_u32_iterator<std::string_view::const_iterator, char32_t>;
  const Points begin(name.begin(), name.begin(), name.end());
  const Points end(name.end(), name.begin(), name.end());
  if (std::any_of(begin, end, [](char32_t point) { return is_in(kMisleading, point); })) return "not_allowed";
  if (std::all_of(begin, end, [](char32_t point) { return is_in(kUnseen, point); })) return "too_short";
  return "";
}

std::string json::read_name(Reader& read, std::string_view field, std::size_t max) {
  const std::string given = read.text(field, 1, max);
  if (given.empty()) return given;  // a mistake already
  std::string name(trimmed(given));
  if (const auto problem = problem_of_name(name); !problem.empty()) read.mistake(field, problem);
  return name;
}

}  // namespace onthaal
