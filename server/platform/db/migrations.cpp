#include "platform/db/migrations.h"

#include "platform/db/db.h"

namespace onthaal::db {
namespace {

constexpr std::string_view kTable =
    "create table if not exists migration (number {int} not null primary key, name text not null unique) {strict}";
constexpr Sql kAll{"migration.all", "select number, name from migration order by number"};
constexpr Sql kAdd{"migration.add", "insert into migration (number, name) values (:number, :name)"};

std::size_t count_known(Connection& connection, std::span<const Migration> migrations) {
  const Rows rows = connection.run(kAll);
  for (std::size_t index = 0; index < rows.size(); ++index) {
    const std::string& name = rows[index].text(1);
    if (index < migrations.size() && migrations[index].name == name) continue;
    throw DbError("the database has migration " + name +
                  ", which this version of Onthaal does not know: start the newer version that made it, or restore the "
                  "backup from before");
  }
  return rows.size();
}

void run_one(Connection& connection, const Migration& migration, std::size_t number) {
  connection.begin_write();
  try {
    connection.run_script(migration.sql);
    connection.run(kAdd, {{"number", static_cast<std::int64_t>(number)}, {"name", migration.name}});
    connection.commit();
  } catch (const DbError& error) {
    connection.rollback();
    throw DbError("migration " + std::string(migration.name) + " failed, nothing of it was kept: " + error.what());
  }
}

}  // namespace

int migrate(Connection& connection, std::span<const Migration> migrations) {
  connection.run_script(kTable);
  const std::size_t known = count_known(connection, migrations);
  for (std::size_t index = known; index < migrations.size(); ++index) {
    run_one(connection, migrations[index], index + 1);
  }
  return static_cast<int>(migrations.size() - known);
}

}  // namespace onthaal::db
