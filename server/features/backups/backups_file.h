#pragma once

#include "features/backups/backups.h"
#include "platform/files.h"

// The sealed file of a backup.
namespace onthaal::backups::file {

// The sum is that of the sealed file. `internal` where the database is not the one that the manifest tells of: nothing
// stays of it then.
Result<files::Sum> write(const std::filesystem::path& to, const seal::PublicKey& recipient, const Manifest& manifest,
                         const std::filesystem::path& database, const std::stop_token& stop);

// All of it, checked; `take` gets the database, piece by piece.
Result<Manifest> read(const std::filesystem::path& from, const seal::KeyPair& keys,
                      const std::function<Result<void>(std::string_view)>& take);

}  // namespace onthaal::backups::file
