#include "platform/qr.h"

#include <qrencode.h>

#include <memory>
#include <stdexcept>

namespace onthaal::qr {

constexpr int kBorder = 4;  // as the standard asks

Picture draw(const std::string& text) {
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeString(text.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), &QRcode_free);
  if (!code) throw std::runtime_error("no QR code can be made");
  Picture picture{.size = code->width + 2 * kBorder, .path = ""};
  const auto is_dark = [&](int x, int y) { return x < code->width && (code->data[y * code->width + x] & 1) != 0; };
  for (int y = 0; y < code->width; ++y) {
    for (int x = 0; x < code->width; ++x) {
      if (!is_dark(x, y)) continue;
      const int start = x;
      while (is_dark(x, y)) ++x;
      picture.path += "M" + std::to_string(start + kBorder) + " " + std::to_string(y + kBorder) + "h" +
                      std::to_string(x - start) + "v1h-" + std::to_string(x - start) + "z";
    }
  }
  return picture;
}

}  // namespace onthaal::qr
