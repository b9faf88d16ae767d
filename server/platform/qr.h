#pragma once

#include <string>

// QR codes (ISO/IEC 18004) as one path of an SVG: pages have no need of images or styles.
namespace onthaal::qr {

struct Picture {
  int size;          // of the square, in modules, with its quiet border
  std::string path;  // the dark modules: the `d` of a path in a viewBox of 0 0 size size
};
Picture draw(const std::string& text);

}  // namespace onthaal::qr
