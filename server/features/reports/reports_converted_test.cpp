#include <gtest/gtest.h>

#include <filesystem>

#include "features/reports/reports_files.h"
#include "features/reports/reports_sample.h"

namespace onthaal::reports {
namespace {

using namespace sample;

TEST(ReportConverted, TextProcessorsGetTheTextTheTablesAndTheQuotes) {
  for (const char* name : {"annual.docx", "annual.odt"}) {
    const std::string bytes = make_file(report(), *find_file(name)).value();
    const files::PrivateFolder folder;
    const auto file = folder.path() / name;
    std::ofstream(file, std::ios::binary) << bytes;
    const bool is_word = std::string_view(name).ends_with("docx");
    const std::string text =
        is_word ? process::run({.argv = {"pandoc", "--to=plain", "--wrap=none", file.string()}}).value()
                : part_of(bytes, "content.xml");
    for (const char* expected : {"Waarover ging het?", "373 (5,46\u00a0%)", "Rouw", "Dank", "leerling", "vet"})
      EXPECT_TRUE(text.contains(expected)) << name << ": " << expected << "\n" << text;
  }
}

void expect_in(const std::string& file, const std::string& part, const std::vector<std::string_view>& all) {
  const std::string text = part_of(make_file(report(), *find_file(file)).value(), part);
  for (const std::string_view each : all) EXPECT_TRUE(text.contains(each)) << part << ": " << each << "\n" << text;
}

TEST(ReportConverted, WordGetsNumberedPagesOfA4InTheStylesOfTheHouse) {
  expect_in("annual.docx", "word/document.xml",
            {R"(w:w="11906")", R"(w:h="16838")", "<w:footerReference", R"(<w:tblStyle w:val="Table")",
             R"(<w:pStyle w:val="Says")", R"(<w:pStyle w:val="Heading1")"});
  expect_in("annual.docx", "word/footer1.xml", {" PAGE "});
  expect_in("annual.docx", "word/styles.xml", {"nl-BE", "Calibri", "<w:insideH", "E4DDD2", R"(w:styleId="Says")"});
}

TEST(ReportConverted, LibreOfficeGetsNumberedPagesOfA4InTheStylesOfTheHouse) {
  expect_in("annual.odt", "styles.xml",
            {R"(fo:page-width="210mm")", R"(fo:page-height="297mm")", "<text:page-number", R"(fo:language="nl")",
             R"(fo:country="BE")", "Calibri", R"(style:name="says")"});
  expect_in("annual.odt", "content.xml", {R"(text:style-name="says")", R"(text:style-name="Heading_20_1")"});
  expect_in("annual.odt", "META-INF/manifest.xml", {"content.xml", "styles.xml", "meta.xml"});
}

// With these folders to find programs in.
class Path {
 public:
  explicit Path(const std::string& folders) { ::setenv("PATH", folders.c_str(), 1); }
  ~Path() { ::setenv("PATH", before_.c_str(), 1); }
  Path(const Path&) = delete;
  Path& operator=(const Path&) = delete;

 private:
  const std::string before_ = std::getenv("PATH");
};

TEST(ReportConverted, WordGetsChartsWhereTheyCanBecomePictures) {
  const std::string with = make_file(report(), *find_file("annual.docx")).value();
  const files::PrivateFolder folder;
  const std::string converter = process::run({.argv = {"which", "pandoc"}}).value();
  std::filesystem::create_symlink(converter.substr(0, converter.find('\n')), folder.path() / "pandoc");
  const std::string without = [&] {
    const Path path(folder.path().string());
    return make_file(report(), *find_file("annual.docx")).value();
  }();
  EXPECT_TRUE(part_of(with, "word/_rels/document.xml.rels").contains(".png"));
  EXPECT_FALSE(part_of(without, "word/_rels/document.xml.rels").contains("media/"));
  EXPECT_TRUE(part_of(without, "word/document.xml").contains("373 (5,46\u00a0%)"));
}

// A converter that does this instead.
void pretend(const std::filesystem::path& folder, const std::string& script) {
  const auto file = folder / "pandoc";
  std::ofstream(file) << "#!/bin/sh\n" << script;
  std::filesystem::permissions(file, std::filesystem::perms::owner_all);
}

TEST(ReportConverted, AConverterKnowsNothingOfOurs) {
  const files::PrivateFolder folder;
  pretend(folder.path(), "env; cat >/dev/null\n");
  ::setenv("ONTHAAL_SECRET", "geheim", 1);
  const Path path(folder.path().string() + ":/usr/bin:/bin");
  const std::string known = make_file(report(), *find_file("annual.odt")).value();
  ::unsetenv("ONTHAAL_SECRET");
  EXPECT_TRUE(known.contains("HOME=" + std::filesystem::temp_directory_path().string())) << known;
  EXPECT_FALSE(known.contains("geheim"));
}

TEST(ReportConverted, AConverterThatFailsIsAnError) {
  const files::PrivateFolder folder;
  pretend(folder.path(), "exit 3\n");
  const Path path(folder.path().string() + ":/usr/bin:/bin");
  EXPECT_EQ(make_file(report(), *find_file("annual.odt")).error().code, Code::internal);
}

TEST(ReportConverted, WithoutAConverterItIsSaid) {
  const Path path("/nowhere");
  const auto refused = make_file(report(), *find_file("annual.docx"));
  const auto available = available_files();
  EXPECT_EQ(refused.error().code, Code::conflict);
  EXPECT_TRUE(refused.error().detail.contains("pandoc"));
  EXPECT_EQ(available, (std::vector<std::string>{"annual.html", "annual.xlsx", "annual.json"}));
}

}  // namespace
}  // namespace onthaal::reports
