#include "features/phrases/phrases_wire.h"

#include "platform/json.h"

namespace onthaal::phrases::wire {

Result<PhraseRequest> parse_phrase(const boost::json::object& data) {
  json::Reader read(data);
  PhraseRequest phrase{.title = read.text("title", 1, 80),
                       .text = read.text("text", 1, 4000),
                       .theme = read.maybe_text("theme", 1, 40),
                       .language = read.maybe_text("register", 1, 4)};
  if (const auto& language = phrase.language; language && *language != "nl" && *language != "nl-u" && *language != "en")
    read.mistake("register", "not_allowed");
  return read.done(std::move(phrase));
}

std::string phrase(const store::Phrase& phrase) {
  return json::Out()
      .uuid("phrase", phrase.uuid)
      .text("title", phrase.title)
      .text("text", phrase.text)
      .maybe_text("theme", phrase.theme)
      .maybe_text("register", phrase.language)
      .str();
}

std::string phrases(const std::vector<store::Phrase>& phrases) {
  std::vector<std::string> items;
  for (const store::Phrase& each : phrases) items.push_back(phrase(each));
  return json::Out().raw("phrases", json::list(items)).str();
}

}  // namespace onthaal::phrases::wire
