#include "platform/json.h"

#include <gtest/gtest.h>

namespace onthaal::json {
namespace {

using namespace std::string_literals;

Code code_of(std::string_view bytes) {
  const auto object = parse(bytes);
  return object ? Code::internal : object.error().code;
}

std::vector<FieldError> mistakes_in(Reader& reader) {
  const auto error = reader.finished();
  return error ? error->fields : std::vector<FieldError>{};
}

TEST(Parse, reads_an_object) {
  const auto object = parse(R"( {"a":1,"b":[{"a":2}],"c":{"a":"\ud83d\ude42"}} )");
  ASSERT_TRUE(object) << object.error().detail;
  EXPECT_EQ(object->at("a").as_int64(), 1);
  EXPECT_EQ(object->at("c").as_object().at("a").as_string(), "🙂");
}

TEST(Parse, refuses_what_is_not_one_object) {
  for (const char* bytes : {"", " ", "{", "[]", "1", "null", "\"a\"", "{}{}", "{} x", "{'a':1}", "{\"a\":1,}",
                            "{\"a\":}", "{\"a\":NaN}", "{\"a\":01}", "{\"a\":1 /* no */}", "\xef\xbb\xbf{}"})
    EXPECT_EQ(code_of(bytes), Code::malformed) << bytes;
}

TEST(Parse, refuses_bad_utf8_and_half_surrogates) {
  for (const char* bytes : {"{\"a\":\"\xff\"}", "{\"a\":\"\xc0\xaf\"}", "{\"a\":\"\xed\xa0\x80\"}", "{\"\xc3\":1}",
                            R"({"a":"\ud83d"})", R"({"a":"\ude42"})", R"({"a":"\ud83dx"})"})
    EXPECT_EQ(code_of(bytes), Code::malformed) << bytes;
}

TEST(Parse, refuses_a_key_that_stands_twice_at_any_depth) {
  for (const char* bytes : {R"({"a":1,"a":1})", R"({"x":{"a":1,"b":2,"a":3}})", R"({"x":[0,{"a":1,"a":1}]})",
                            R"({"a":{"a":{}},"a":{}})", R"({"a":1,"\u0061":2})"})
    EXPECT_EQ(code_of(bytes), Code::malformed) << bytes;
  EXPECT_TRUE(parse(R"({"a":{"a":{"a":1}}})"));
}

std::string nested(int depth) {
  std::string bytes;
  for (int i = 0; i < depth; ++i) bytes += "{\"a\":";
  bytes += "1";
  return bytes + std::string(static_cast<std::size_t>(depth), '}');
}

TEST(Parse, refuses_deep_nesting) {
  EXPECT_TRUE(parse(nested(8)));
  EXPECT_EQ(code_of(nested(9)), Code::malformed);
  EXPECT_EQ(code_of(nested(10000)), Code::malformed);
  EXPECT_EQ(code_of("{\"a\":" + std::string(100000, '[')), Code::malformed);
}

TEST(Parse, refuses_numbers_that_are_none) {
  for (const char* bytes : {R"({"a":1e999})", R"({"a":-1e999})", R"({"a":0e420})"})
    EXPECT_EQ(code_of(bytes), Code::malformed) << bytes;
}

TEST(Reader, reads_every_kind_of_field) {
  const auto data =
      parse(R"({"text":"a","words":"  dag 🙂\n","n":-3,"yes":true,"id":"017f22e2-79b0-7cc3-98c4-dc0c0c07398f",
                              "pick":"nl-u","o":{"x":1},"list":[1,2],"nothing":null})");
  ASSERT_TRUE(data);
  Reader read(*data);
  EXPECT_EQ(read.text("text", 1, 1), "a");
  EXPECT_EQ(read.words("words", 1, 5).reveal(), "dag 🙂");
  EXPECT_EQ(read.maybe_words("words", 1, 5)->reveal(), "dag 🙂");
  EXPECT_FALSE(read.maybe_words("nothing", 1, 5));
  EXPECT_EQ(read.maybe_choice("pick", {"nl", "nl-u"}), "nl-u");
  EXPECT_FALSE(read.maybe_choice("nothing", {"nl"}));
  EXPECT_EQ(read.integer("n", -3, 3), -3);
  EXPECT_TRUE(read.boolean("yes"));
  EXPECT_EQ(read.uuid("id").text(), "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
  EXPECT_EQ(read.choice("pick", {"nl", "nl-u", "en"}), 1U);
  EXPECT_EQ(read.object("o").size(), 1U);
  EXPECT_EQ(read.array_or_empty("list", 2).size(), 2U);
  EXPECT_EQ(read.maybe_text("nothing", 1, 1), std::nullopt);
  EXPECT_EQ(read.maybe_text("absent", 1, 1), std::nullopt);
  EXPECT_EQ(read.maybe_integer("absent", 1, 1), std::nullopt);
  EXPECT_TRUE(read.boolean_or("absent", true));
  EXPECT_TRUE(read.array_or_empty("absent", 1).empty());
  EXPECT_EQ(read.done(7).value(), 7);
}

TEST(Reader, names_all_wrong_fields_at_once) {
  const auto data =
      parse(R"({"short":"","long":"abcd","num":"1","small":0,"large":10,"half":1.5,"huge":18446744073709551615,
                              "flag":1,"id":"x","pick":"de","o":[],"list":{},"many":[1,2,3],"text":5,"extra":1})");
  ASSERT_TRUE(data);
  Reader read(*data, "data");
  read.text("short", 1, 3);
  read.text("long", 1, 3);
  read.integer("num", 1, 9);
  read.integer("small", 1, 9);
  read.integer("large", 1, 9);
  read.integer("half", 1, 9);
  read.integer("huge", 1, 9);
  read.boolean("flag");
  read.uuid("id");
  read.choice("pick", {"nl", "en"});
  read.object("o");
  read.array_or_empty("list", 2);
  read.array_or_empty("many", 2);
  read.words("text", 1, 3);
  read.uuid("missing");
  const auto result = read.done(0);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, Code::invalid);
  const std::vector<FieldError> expected = {
      {"data.short", "too_short"},    {"data.long", "too_long"},          {"data.num", "not_a_number"},
      {"data.small", "too_small"},    {"data.large", "too_large"},        {"data.half", "not_a_number"},
      {"data.huge", "too_large"},     {"data.flag", "not_true_or_false"}, {"data.id", "not_a_uuid"},
      {"data.pick", "not_allowed"},   {"data.o", "not_an_object"},        {"data.list", "not_a_list"},
      {"data.many", "too_long"},      {"data.text", "not_text"},          {"data.missing", "required"},
      {"data.extra", "unknown_field"}};
  EXPECT_EQ(result.error().fields, expected);
}

TEST(Reader, counts_emoji_as_code_points) {
  const auto data = parse(R"({"a":"🙂🙂🙂","b":"🙂🙂🙂"})");
  ASSERT_TRUE(data);
  Reader read(*data);
  EXPECT_EQ(read.text("a", 3, 3), "🙂🙂🙂");
  read.text("b", 1, 2);
  EXPECT_EQ(mistakes_in(read), (std::vector<FieldError>{{"b", "too_long"}}));
}

TEST(Reader, refuses_control_characters_other_than_newline_and_tab) {
  const auto data = parse(R"({"a":"x\u0000y","b":"x\ry","c":"x\u001by","d":"x\u007fy","e":"x\u0085y","f":"x\n\ty é"})");
  ASSERT_TRUE(data);
  Reader read(*data);
  for (const char* field : {"a", "b", "c", "d", "e", "f"}) read.words(field, 1, 10);
  EXPECT_EQ(mistakes_in(read), (std::vector<FieldError>{{"a", "not_allowed"},
                                                        {"b", "not_allowed"},
                                                        {"c", "not_allowed"},
                                                        {"d", "not_allowed"},
                                                        {"e", "not_allowed"}}));
}

TEST(Reader, words_of_white_space_only_are_too_short) {
  const auto data = parse(R"({"a":" \n\u00a0 "})");
  ASSERT_TRUE(data);
  Reader read(*data);
  read.words("a", 1, 10);
  EXPECT_EQ(mistakes_in(read), (std::vector<FieldError>{{"a", "too_short"}}));
}

TEST(Reader, answers_a_flood_of_unknown_fields_shortly) {
  std::string bytes = "{\"" + std::string(600, 'x') + "\":0";
  for (int i = 0; i < 500; ++i) bytes += ",\"é" + std::to_string(i) + "\":0";
  const auto data = parse(bytes + "}");
  ASSERT_TRUE(data) << data.error().detail;
  Reader read(*data);
  const auto mistakes = mistakes_in(read);
  EXPECT_EQ(mistakes.size(), 20U);
  EXPECT_EQ(mistakes.front().field, std::string(64, 'x'));
}

TEST(Out, writes_an_object) {
  Uuid id;
  EXPECT_EQ(Out().str(), "{}");
  EXPECT_EQ(Out().text("a", "x").maybe_text("b", {}).maybe_text("c", "y").integer("d", -1).boolean("e", true).str(),
            R"({"a":"x","b":null,"c":"y","d":-1,"e":true})");
  EXPECT_EQ(Out().time("t", 0).maybe_time("u", {}).maybe_time("v", 1).uuid("id", id).raw("r", "[1]").str(),
            R"({"t":"1970-01-01T00:00:00.000Z","u":null,"v":"1970-01-01T00:00:00.001Z",)"
            R"("id":"00000000-0000-0000-0000-000000000000","r":[1]})");
  Out out;
  out.integer("a", 1);
  EXPECT_EQ(out.str(), R"({"a":1})");
  EXPECT_EQ(out.str(), R"({"a":1})");
}

TEST(Out, what_it_writes_reads_back_the_same) {
  std::string every;
  for (int c = 1; c < 128; ++c) every += static_cast<char>(c);
  every += "é€🙂\u2028\0"s;
  const auto object = parse(Out().text(every, every).str());
  ASSERT_TRUE(object) << object.error().detail;
  EXPECT_EQ(object->begin()->key(), every);
  EXPECT_EQ(object->begin()->value().as_string(), every);
}

TEST(List, joins) {
  EXPECT_EQ(list({}), "[]");
  EXPECT_EQ(list({"1", "{}"}), "[1,{}]");
}

TEST(ErrorBody, names_fields_only_where_there_are) {
  EXPECT_EQ(error_body({Code::conflict, "somebody was first", {}}),
            R"({"code":"conflict","detail":"somebody was first"})");
  EXPECT_EQ(error_body({Code::invalid, "", {{"data.text", "too_long"}}}),
            R"({"code":"invalid","detail":"","fields":[{"field":"data.text","problem":"too_long"}]})");
}

}  // namespace
}  // namespace onthaal::json
