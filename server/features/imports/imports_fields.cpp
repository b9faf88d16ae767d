#include "features/imports/imports_map.h"

namespace onthaal::imports {
namespace {

using Codes = std::span<const std::string_view>;
// As the classes of features/sheets are numbered; what goes on is no history.
constexpr std::array<std::string_view, 4> kCourses{"", "left", "refused", "talk"};
constexpr std::array<std::string_view, 5> kWhos{"unknown", "pupil", "parent", "teacher", "other"};
constexpr std::array<std::string_view, 5> kGenders{"unknown", "f", "m", "x", "unsaid"};
constexpr std::array<std::string_view, 5> kDevices{"unknown", "phone", "tablet", "computer", "mobile"};
constexpr std::array<std::string_view, 3> kKnown{"unknown", "no", "yes"};
constexpr std::array<std::string_view, 5> kHanded{"unknown", "no", "live", "booked", "link"};
constexpr std::uint32_t kWeek = 7 * 24 * 3600;

constexpr std::array<FieldRow, kFields> kRows{{
    {"moment", Kind::moment},
    {"id", Kind::text},
    {"course", Kind::choice, kCourses},
    {"second", Kind::choice, kKnown},
    {"who", Kind::choice, kWhos},
    {"age", Kind::number, {}, 1, 120},
    {"gender", Kind::choice, kGenders},
    {"device", Kind::choice, kDevices},
    {"wait", Kind::length, {}, 0, kWeek},
    {"duration", Kind::length, {}, 0, kWeek},
    {"visitor_messages", Kind::number, {}, 0, 100'000},
    {"operator_messages", Kind::number, {}, 0, 100'000},
    {"dialogue", Kind::choice, kKnown},
    {"registered", Kind::choice, kKnown},
    {"fake", Kind::choice, kKnown},
    {"boundary", Kind::choice, kKnown},
    {"broken_off", Kind::choice, kKnown},
    {"stars", Kind::number, {}, 0, 5},
    {"breaks", Kind::number, {}, 0, 100'000},
    {"operator", Kind::text},
    {"source", Kind::name, {}, 0, 0, "source"},
    {"topic", Kind::name, {}, 0, 0, "topic"},
    {"centre", Kind::name, {}, 0, 0, "centre"},
    {"handed", Kind::choice, kHanded},
    {"partner", Kind::name, {}, 0, 0, "partner"},
    {"themes", Kind::names, {}, 0, 0, "theme"},
    {"outcomes", Kind::names, {}, 0, 0, "outcome"},
}};

}  // namespace

const FieldRow& row_of(Field field) {
  return kRows.at(static_cast<std::size_t>(field));
}

}  // namespace onthaal::imports
