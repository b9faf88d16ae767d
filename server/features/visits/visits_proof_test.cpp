#include "features/visits/visits_proof.h"

#include <gtest/gtest.h>

#include "features/visits/visits_world.h"

namespace onthaal::visits {
namespace {

class ProofTest : public VisitsWorld {
 protected:
  ProofTest() { settings = {.puzzle_bits = 2, .unproven_per_minute = 0}; }
  static std::vector<FieldError> wrong_proof() { return {{"proof", "not_allowed"}}; }
  std::vector<FieldError> fields(const std::string& proof, const std::string& slug = "clbchat") {
    const auto reply = start_proven(make_token(), proof, slug);
    return reply ? std::vector<FieldError>{} : reply.error().fields;
  }
};
ONTHAAL_ON_BOTH_ENGINES(ProofTest);

TEST_P(ProofTest, WhoSolvesThePuzzlesComesIn) {
  EXPECT_EQ(start_proven(make_token(), solved())->status, 201);
  EXPECT_EQ(start(make_token()).error().code, Code::too_many);
  EXPECT_EQ(count("visit"), 1);
}

TEST_P(ProofTest, AChallengeServesOnce) {
  const std::string proof = solved();
  const std::string token = make_token();
  const auto first = start_proven(token, proof);
  ASSERT_EQ(first->status, 201);
  EXPECT_EQ(fields(proof), wrong_proof());
  EXPECT_EQ(start_proven(token, proof)->body, first->body);
  EXPECT_EQ(start(token)->status, 200);
  EXPECT_EQ(count("visit"), 1);
  EXPECT_EQ(count("spent_challenge"), 1);
}

TEST_P(ProofTest, AChallengeIsOfItsLine) {
  EXPECT_EQ(fields(solved("gent")), wrong_proof());
  EXPECT_EQ(fields(solved("gent"), "gent"), std::vector<FieldError>{});
  EXPECT_EQ(start_proven(make_token(), solved(), "nergens").error().code, Code::not_found);
}

TEST_P(ProofTest, AChallengeServesForTenMinutes) {
  const std::string early = solved();
  const std::string late = solved();
  world.clock.advance(std::chrono::minutes(10) - std::chrono::milliseconds(1));
  EXPECT_EQ(fields(early), std::vector<FieldError>{});
  world.clock.advance(std::chrono::milliseconds(1));
  EXPECT_EQ(fields(late), wrong_proof());
}

TEST_P(ProofTest, OnlyOurChallengesCount) {
  const std::string challenge(std::string_view(ask_challenge().at("challenge").as_string()));
  for (std::size_t place = 0; place < challenge.size(); place += 7) {
    std::string other = challenge;
    other[place] = other[place] == 'A' ? 'B' : 'A';
    EXPECT_EQ(fields(proof_of(other, solve(other, proof::kPuzzles, 2))), wrong_proof()) << place;
  }
  EXPECT_EQ(fields(proof_of("x", solve("x", proof::kPuzzles, 2))), wrong_proof());
}

TEST_P(ProofTest, EveryPuzzleIsToBeSolved) {
  const std::string challenge(std::string_view(ask_challenge().at("challenge").as_string()));
  auto solutions = solve(challenge, proof::kPuzzles, 2);
  EXPECT_EQ(fields(proof_of(challenge, {})), wrong_proof());
  EXPECT_EQ(fields(proof_of(challenge, {solutions.begin(), solutions.end() - 1})), wrong_proof());
  while (proof::is_solved({challenge, solutions}, 2)) ++solutions.back();
  EXPECT_EQ(fields(proof_of(challenge, solutions)), wrong_proof());
  EXPECT_EQ(fields(proof_of(challenge, solve(challenge, proof::kPuzzles, 2))), std::vector<FieldError>{});
}

TEST_P(ProofTest, SomeComeInWithoutAProof) {
  settings.unproven_per_minute = 2;
  EXPECT_EQ(start(make_token())->status, 201);
  EXPECT_EQ(start(make_token(), "gent")->status, 201);
  EXPECT_EQ(start(make_token()).error().code, Code::too_many);
  EXPECT_EQ(start_proven(make_token(), solved())->status, 201);
  world.clock.advance(std::chrono::minutes(1));
  EXPECT_EQ(start(make_token())->status, 201);
}

TEST_P(ProofTest, ARefusalSpendsTheChallengeAndCounts) {
  change("update line set is_open = 0");
  const std::string proof = solved();
  EXPECT_EQ(code_of(start_proven(make_token(), proof)), "counted");
  EXPECT_EQ(fields(proof), wrong_proof());
  EXPECT_EQ(code_of(start(make_token())), "counted");
  EXPECT_EQ(count("refusal"), 1) << "without a proof no more are counted than would be let in";
}

TEST_P(ProofTest, MoreIsAskedWhileManyCome) {
  const auto bits = [](std::int64_t visits, std::int64_t wrong_codes) {
    return proof::bits_asked({.puzzle_bits = 10}, {visits, wrong_codes});
  };
  EXPECT_EQ(bits(0, 0), 10);
  EXPECT_EQ(bits(119, 0), 10);
  EXPECT_EQ(bits(120, 0), 11);
  EXPECT_EQ(bits(240, 0), 12);
  EXPECT_EQ(bits(960, 0), 14);
  EXPECT_EQ(bits(1'000'000, 0), 14);
  EXPECT_EQ(bits(0, 30), 10);
  EXPECT_EQ(bits(0, 31), 14);
  EXPECT_EQ(proof::bits_asked({.puzzle_bits = 0}, {1'000'000, 1000}), 0);
}

TEST_P(ProofTest, TheVisitsOfTheLastMinuteCount) {
  change(R"(update line set settings = '{"max_waiting":1000}')");
  settings.unproven_per_minute = 1000;
  for (int i = 0; i < 120; ++i) start(make_token(), i % 2 == 0 ? "clbchat" : "gent").value();
  EXPECT_EQ(ask_challenge().at("bits").as_int64(), 3);
  EXPECT_EQ(start_proven(make_token(), solved())->status, 201);
  world.clock.advance(std::chrono::minutes(1));
  EXPECT_EQ(ask_challenge().at("bits").as_int64(), 2);
}

TEST_P(ProofTest, WhoIsNotLetInMakesItDearerForNobody) {
  for (int i = 0; i < 30; ++i) start_proven(make_token(), solved()).value();
  for (int i = 0; i < 210; ++i) EXPECT_EQ(code_of(start_proven(make_token(), solved())), "counted") << "it is full";
  EXPECT_EQ(count("refusal"), 210);
  EXPECT_EQ(ask_challenge().at("bits").as_int64(), 2);
  EXPECT_EQ(ask_challenge("gent").at("bits").as_int64(), 2);
}

TEST_P(ProofTest, EasyPuzzlesAreNotGatheredForARush) {
  change(R"(update line set settings = '{"max_waiting":1000}')");
  settings.unproven_per_minute = 1000;
  const std::string gathered = solved();
  world.clock.advance(std::chrono::seconds(55));
  const std::string in_time = solved();
  for (int i = 0; i < 120; ++i) start(make_token()).value();
  world.clock.advance(std::chrono::seconds(5));
  EXPECT_EQ(fields(gathered), wrong_proof());
  EXPECT_EQ(fields(in_time), std::vector<FieldError>{}) << "it was asked a moment ago";
  EXPECT_EQ(fields(solved()), std::vector<FieldError>{});
  world.clock.advance(std::chrono::minutes(1));
  EXPECT_EQ(fields(gathered), std::vector<FieldError>{}) << "it is quiet again";
}

TEST_P(ProofTest, WithoutPuzzlesNothingIsAsked) {
  settings.puzzle_bits = 0;
  EXPECT_EQ(ask_challenge().at("bits").as_int64(), 0);
  EXPECT_EQ(start(make_token())->status, 201);
  EXPECT_EQ(start_proven(make_token(), solved())->status, 201);
}

TEST_P(ProofTest, SpentChallengesAreForgottenOnceTheyExpired) {
  start_proven(make_token(), solved()).value();
  const auto prune = [&] {
    world.act([](Tx& tx) { jobs().at(0).run(tx, {.key = "all", .data = ""}); });
    return count("spent_challenge");
  };
  EXPECT_EQ(prune(), 1);
  world.clock.advance(std::chrono::minutes(10));
  EXPECT_EQ(prune(), 0);
  EXPECT_EQ(count("job where kind = 'visits.prune'"), 1);
}

}  // namespace
}  // namespace onthaal::visits
