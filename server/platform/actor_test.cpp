#include "platform/actor.h"

#include <gtest/gtest.h>

namespace onthaal {
namespace {

TEST(AuthorOf, names_who_wrote) {
  EXPECT_EQ(author_of(Nobody{}), (Author{Author::Kind::system, 0}));
  EXPECT_EQ(author_of(Visitor{VisitId{7}}), (Author{Author::Kind::visitor, 7}));
  EXPECT_EQ(author_of(Staff{StaffId{8}, SessionId{9}}), (Author{Author::Kind::staff, 8}));
}

}  // namespace
}  // namespace onthaal
