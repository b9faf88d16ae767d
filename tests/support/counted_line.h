#pragma once

#include "features/accounts/accounts.h"
#include "features/sheets/sheets.h"
#include "features/terms/terms.h"
#include "support/world.h"

namespace onthaal::support {

// A line with the shipped terms, a coordinator and an operator, and talks as an import brought them.
class CountedLine : public StoreTest {
 protected:
  CountedLine() {
    line = world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); }).value();
    world.act([&](Tx& tx) { terms::ship(tx, line.id); });
    carla = staff("carla", accounts::Role::coordinator);
    anna = staff("anna", accounts::Role::operator_);
    world.act([&](Tx& tx) {
      tx.db.run({"test.import",
                 "insert into talk_import (uuid, line, name, digest, state, made_at)"
                 " values (:uuid, :line, 'before.csv', :uuid, 'shown', 0)"},
                {{"uuid", db::Bytes{"0123456789abcdef"}}, {"line", line.id}});
    });
  }

  Actor staff(const std::string& login, accounts::Role role) {
    const accounts::NewStaff made{login, login, login, std::nullopt, {{"clbchat", role}}};
    return Staff{world.act([&](Tx& tx) { return accounts::add(tx, made, "no hash"); }).value().id, {1}};
  }
  static hours::Day day(std::string_view text) { return hours::parse_day(text).value(); }
  std::int64_t term(terms::Kind kind, std::string_view code) {
    return terms::find(world.database.connection(), line.id, kind, code).value().id.value;
  }
  std::int64_t theme(std::string_view code) { return term(terms::Kind::theme, code); }
  // All of a day at once.
  void talks(std::string_view on, const std::vector<sheets::Talk>& all) {
    world.act([&](Tx& tx) {
      sheets::stage(tx, line.id, 1, day(on), static_cast<std::int64_t>(all.size()), sheets::pack(all));
    });
  }
  static sheets::Talk pupil() {
    return {.second = 61'300,
            .course = sheets::Course::talk,
            .who = sheets::Who::pupil,
            .age = std::uint8_t{14},
            .gender = sheets::Gender::f,
            .device = sheets::Device::phone,
            .wait = 61,
            .duration = 1'110,
            .dialogue = sheets::Known::yes,
            .registered = sheets::Known::yes,
            .fake = sheets::Known::no,
            .broken_off = sheets::Known::no,
            .stars = std::uint8_t{4}};
  }
  std::int64_t count_audit(const std::string& what) {
    return world.database.connection()
        .run({"test.audit", "select count(*) from audit where what = :what"}, {{"what", what}})[0]
        .integer(0);
  }

  lines::Line line;
  Actor carla, anna;
};

}  // namespace onthaal::support
