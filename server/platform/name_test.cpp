#include "platform/name.h"

#include <gtest/gtest.h>

namespace onthaal {
namespace {

TEST(Name, IsWhatPeopleAreCalled) {
  for (const auto* name : {"Noor", "Noor Claes", "Zoë D’Hondt-Peeters", "李", "نور", "می\u200cخواهم", "❤\ufe0f", "N."})
    EXPECT_EQ(problem_of_name(name), "") << name;
}

TEST(Name, IsSeen) {
  for (const auto* name : {"", " ", "\u200c", "\u00a0\u200d", "\u2800", "\u3164"})
    EXPECT_EQ(problem_of_name(name), "too_short") << name;
}

TEST(Name, LooksLikeNoOther) {
  for (const auto* name : {"Noor\tClaes", "Noor\nClaes", "No\u200bor", "Noor\u202eseealC", "\u2066Noor\u2069",
                           "No\u00ador", "\u200fNoor", "\ufeffNoor", "Noor\u0085"})
    EXPECT_EQ(problem_of_name(name), "not_allowed") << name;
}

TEST(Name, IsReadTrimmedAndItsFieldNamed) {
  const auto read = [](std::string_view body) {
    const auto data = json::parse(body).value();
    json::Reader reader(data);
    return reader.done(json::read_name(reader, "name", 8));
  };
  EXPECT_EQ(read(R"({"name":" Noor\t"})").value(), "Noor");
  const auto problem = [&](std::string_view body) {
    const auto fields = read(body).error().fields;
    return fields.size() == 1 ? fields[0].field + " " + fields[0].problem : "";
  };
  EXPECT_EQ(problem(R"({"name":"\u200b \t"})"), "name too_short");
  EXPECT_EQ(problem(R"({"name":"A\u202eB"})"), "name not_allowed");
  EXPECT_EQ(problem(R"({"name":""})"), "name too_short");
  EXPECT_EQ(problem(R"({"name":"A name too long"})"), "name too_long");
  EXPECT_EQ(problem("{}"), "name required");
}

}  // namespace
}  // namespace onthaal
