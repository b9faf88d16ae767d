#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>

// What somebody of staff wrote, in Markdown (cmark-gfm), within bounds and never as markup.
namespace onthaal::markdown {

// What stands in place of {{name}}; nothing: it stays a blank.
using Fill = std::function<std::optional<std::string>(std::string_view name)>;

// Whether it is read at once: what nests, is wide or links without end takes seconds and gigabytes. What is meant
// to be read is far from it.
bool is_modest(std::string_view text);

// The blocks of a Markdown text (tables too) as JSON, for a page to show without making markup of any text. HTML in it
// is text; a link goes to https, http, mailto or tel, or is none. What is filled in is text, whatever is in it.
// Of what is not modest: one paragraph, as it was typed.
std::string blocks(std::string_view text, const Fill& fill);

// The names that stand in {{braces}}.
std::set<std::string> names(std::string_view text);

}  // namespace onthaal::markdown
